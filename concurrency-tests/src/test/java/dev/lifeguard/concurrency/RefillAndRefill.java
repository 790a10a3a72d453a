package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IID_Result;

/**
 * Two calls want a retry from a spent budget, one second later.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = { "1, 0, 0.0", "0, 1, 0.0" }, expect = Expect.ACCEPTABLE, desc = "the second has earned one token")
@Outcome(expect = Expect.FORBIDDEN, desc = "the second was earned twice, or not at all")
@State
public class RefillAndRefill {

	private final Spender spender;

	public RefillAndRefill() {
		this.spender = new Spender(2);
		this.spender.spend();
		this.spender.spend();
		this.spender.secondsPass(1);
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
