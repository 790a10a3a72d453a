package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IID_Result;

/**
 * Two calls want a retry, and there is one token.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = { "1, 0, 0.0", "0, 1, 0.0" }, expect = Expect.ACCEPTABLE, desc = "one of them is granted")
@Outcome(expect = Expect.FORBIDDEN, desc = "the token was spent twice, or not at all")
@State
public class RetryAndRetry {

	private final Spender spender;

	public RetryAndRetry() {
		this.spender = new Spender(1);
	}

	@Actor
	public void retry(IID_Result result) {
		result.r1 = this.spender.spend();
	}

	@Actor
	public void retryAgain(IID_Result result) {
		result.r2 = this.spender.spend();
	}

	@Arbiter
	public void outcome(IID_Result result) {
		result.r3 = this.spender.left();
	}

}
