package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The bound grows while a caller comes.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "granted, and the bound is reached")
@Outcome(expect = Expect.FORBIDDEN, desc = "a lost wake-up, or more places than the bound")
@State
public class GrowAndAcquire {

	private final Scene scene = new Scene(1);

	private final Caller caller = this.scene.caller("a");

	public GrowAndAcquire() {
		this.scene.asking("a");
	}

	@Actor
	public void grow() {
		this.scene.grow(2);
	}

	@Actor
	public void acquire() {
		this.caller.ask();
	}

	@Arbiter
	public void outcome(II_Result result) {
		result.r1 = this.caller.grants();
		result.r2 = this.scene.free("a");
	}

}
