package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Caller that waits in vain is refused while the wait ends.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "refused once, and the permit is free")
@Outcome(expect = Expect.FORBIDDEN, desc = "two answers, no answer, or a lost permit")
@State
public class RefuseOrTimeout {

	private final Scene scene = Scene.withoutHope();

	private final Caller holder = this.scene.asking("a");

	private final Caller waiter = this.scene.askingWithDeadline("a");

	@Actor
	public void release() {
		this.holder.endWithoutAnswer();
	}

	@Actor
	public void timeout() {
		this.scene.fireTimer();
	}

	@Arbiter
	public void outcome(II_Result result) {
		result.r1 = this.waiter.refusals() + this.waiter.grants();
		result.r2 = (this.scene.pending() == 0) ? this.scene.free("a") : -1;
	}

}
