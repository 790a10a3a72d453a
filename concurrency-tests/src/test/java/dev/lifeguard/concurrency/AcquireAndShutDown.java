package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The gate is shut down while a caller comes to wait.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "refused, and nobody waits")
@Outcome(expect = Expect.FORBIDDEN, desc = "two answers, or a caller that waits forever")
@State
public class AcquireAndShutDown {

	private final Scene scene = new Scene(1);

	private final Caller caller = this.scene.caller("a");

	public AcquireAndShutDown() {
		this.scene.asking("a");
	}

	@Actor
	public void acquire() {
		this.caller.ask();
	}

	@Actor
	public void shutDown() {
		this.scene.shutDown();
	}

	@Arbiter
	public void outcome(II_Result result) {
		result.r1 = this.caller.refusals();
		result.r2 = this.scene.pending();
	}

}
