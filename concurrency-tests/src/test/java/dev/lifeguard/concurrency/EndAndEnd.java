package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * A lease is ended twice at once while two callers wait.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the first in line is granted, the second waits")
@Outcome(expect = Expect.FORBIDDEN, desc = "the permit was released twice, or not at all")
@State
public class EndAndEnd {

	private final Scene scene = new Scene(1);

	private final Caller holder = this.scene.asking("a");

	private final Caller waiter = this.scene.asking("a");

	private final Caller otherWaiter = this.scene.asking("a");

	@Actor
	public void end() {
		this.holder.end();
	}

	@Actor
	public void endAgain() {
		this.holder.end();
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r1 = this.waiter.grants();
		result.r2 = this.otherWaiter.grants();
		result.r3 = this.scene.pending();
	}

}
