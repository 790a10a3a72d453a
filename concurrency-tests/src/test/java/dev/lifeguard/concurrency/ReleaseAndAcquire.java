package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A permit is released while a caller arrives.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "granted, and the place is free after its end")
@Outcome(expect = Expect.FORBIDDEN, desc = "a lost wake-up, or a lost place")
@State
public class ReleaseAndAcquire {

	private final Scene scene = new Scene(1);

	private final Caller holder = this.scene.asking("a");

	private final Caller caller = this.scene.caller("a");

	@Actor
	public void release() {
		this.holder.end();
	}

	@Actor
	public void acquire() {
		this.caller.ask();
	}

	@Arbiter
	public void outcome(II_Result result) {
		result.r1 = this.caller.grants();
		this.caller.end();
		result.r2 = this.scene.free("a");
	}

}
