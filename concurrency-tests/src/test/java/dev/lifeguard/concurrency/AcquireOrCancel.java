package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A caller gives up while it is asking at a gate with a free place.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "cancelled, and the place is free")
@Outcome(id = "0, 1, 1", expect = Expect.ACCEPTABLE, desc = "granted, and the place is free after its end")
@Outcome(expect = Expect.FORBIDDEN, desc = "two answers, no answer, or a lost place")
@State
public class AcquireOrCancel {

	private final Scene scene = new Scene(1);

	private final Caller caller = this.scene.caller("a");

	@Actor
	public void acquire() {
		this.caller.ask();
	}

	@Actor
	public void cancel(III_Result result) {
		result.r1 = this.caller.cancel();
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r2 = this.caller.grants() + this.caller.refusals();
		this.caller.end();
		result.r3 = this.scene.free("a");
	}

}
