package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * One of low priority and one of normal priority come while one permit is free besides
 * that which is left to others.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "low waited, and was served when a permit came back")
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "low was first")
@Outcome(expect = Expect.FORBIDDEN, desc = "normal waited beside a free permit, or low was lost")
@State
public class AcquireAndAcquireLow {

	private final Scene scene = Scene.withFive(2);

	private final Caller holder = this.scene.asking("a");

	private final Caller normal = this.scene.caller("a");

	private final Caller low = this.scene.low("a");

	@Actor
	public void normal() {
		this.normal.ask();
	}

	@Actor
	public void low() {
		this.low.ask();
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r1 = this.normal.grants();
		result.r2 = this.low.grants();
		this.holder.end();
		result.r3 = this.low.grants();
	}

}
