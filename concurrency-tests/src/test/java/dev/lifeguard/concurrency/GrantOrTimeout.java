package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A permit is released while the wait for it ends.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "granted, and the place is free after its end")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "refused, and the place is free")
@Outcome(expect = Expect.FORBIDDEN, desc = "two answers, no answer, or a lost place")
@State
public class GrantOrTimeout {

	private final Scene scene = new Scene(1);

	private final Caller holder = this.scene.asking("a");

	private final Caller waiter = this.scene.asking("a");

	@Actor
	public void release() {
		this.holder.end();
	}

	@Actor
	public void timeOut() {
		this.scene.fireTimer();
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r1 = this.waiter.grants();
		result.r2 = this.waiter.refusals();
		this.waiter.end();
		result.r3 = this.scene.free("a");
	}

}
