package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ID_Result;

/**
 * A success earns half a token while a call wants a retry, and there is half a token.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0.0", expect = Expect.ACCEPTABLE, desc = "the success came first")
@Outcome(id = "0, 1.0", expect = Expect.ACCEPTABLE, desc = "the success came too late for this call")
@Outcome(expect = Expect.FORBIDDEN, desc = "what was earned is lost, or something else was spent")
@State
public class EarnAndRetry {

	private final Spender spender;

	public EarnAndRetry() {
		this.spender = new Spender(1);
		this.spender.spend();
		this.spender.succeed();
	}

	@Actor
	public void retry(ID_Result result) {
		result.r1 = this.spender.spend();
	}

	@Actor
	public void succeed() {
		this.spender.succeed();
	}

	@Arbiter
	public void outcome(ID_Result result) {
		result.r2 = this.spender.left();
	}

}
