package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * One of low priority comes while there is a permit that is left to others, and another
 * permit comes back.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "granted, and the permit for others is free")
@Outcome(expect = Expect.FORBIDDEN, desc = "a lost wake-up, a lost permit, or one that was left to others")
@State
public class ReleaseAndAcquireLow {

	private final Scene scene = Scene.withFive(3);

	private final Caller holder = this.scene.asking("a");

	private final Caller low = this.scene.low("a");

	@Actor
	public void release() {
		this.holder.end();
	}

	@Actor
	public void acquire() {
		this.low.ask();
	}

	@Arbiter
	public void outcome(II_Result result) {
		result.r1 = this.low.grants();
		result.r2 = this.scene.free("a");
	}

}
