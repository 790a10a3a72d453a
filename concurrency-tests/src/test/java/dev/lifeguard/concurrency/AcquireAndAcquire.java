package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A lease is asked for twice at once.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE, desc = "granted once, counted, and the other place is free")
@Outcome(expect = Expect.FORBIDDEN, desc = "two answers, two places, or a held lease that is not counted")
@State
public class AcquireAndAcquire {

	private final Scene scene = new Scene(2);

	private final Caller caller = this.scene.caller("a");

	@Actor
	public void acquire() {
		this.caller.ask();
	}

	@Actor
	public void acquireAgain() {
		this.caller.ask();
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r1 = this.caller.grants();
		result.r2 = this.scene.held();
		result.r3 = this.scene.free("a");
	}

}
