package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A caller gives up while its wait ends.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0, 0", expect = Expect.ACCEPTABLE, desc = "cancelled, and told nothing")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "refused")
@Outcome(expect = Expect.FORBIDDEN, desc = "two answers, no answer, or a caller that waits forever")
@State
public class CancelOrTimeout {

	private final Scene scene = new Scene(1);

	private final Caller waiter;

	public CancelOrTimeout() {
		this.scene.asking("a");
		this.waiter = this.scene.asking("a");
	}

	@Actor
	public void cancel(III_Result result) {
		result.r1 = this.waiter.cancel();
	}

	@Actor
	public void timeOut() {
		this.scene.fireTimer();
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r2 = this.waiter.grants() + this.waiter.refusals();
		result.r3 = this.scene.pending();
	}

}
