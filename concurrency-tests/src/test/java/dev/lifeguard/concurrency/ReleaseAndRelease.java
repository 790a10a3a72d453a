package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two permits are released while two callers wait.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 1, 0", expect = Expect.ACCEPTABLE, desc = "both granted, and the bound is reached")
@Outcome(expect = Expect.FORBIDDEN, desc = "a lost wake-up, or more places than the bound")
@State
public class ReleaseAndRelease {

	private final Scene scene = new Scene(2);

	private final Caller holder = this.scene.asking("a");

	private final Caller otherHolder = this.scene.asking("a");

	private final Caller waiter = this.scene.asking("a");

	private final Caller otherWaiter = this.scene.asking("a");

	@Actor
	public void release() {
		this.holder.end();
	}

	@Actor
	public void releaseOther() {
		this.otherHolder.end();
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r1 = this.waiter.grants();
		result.r2 = this.otherWaiter.grants();
		result.r3 = this.scene.free("a");
	}

}
