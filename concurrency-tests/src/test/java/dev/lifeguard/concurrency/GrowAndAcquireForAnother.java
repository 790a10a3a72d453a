package dev.lifeguard.concurrency;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * The bound grows for callers of two remotes while a rival takes the place at one of
 * them.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, 1, 1", expect = Expect.ACCEPTABLE,
		desc = "one of the rivals and the caller of the other remote are granted, one rival waits")
@Outcome(expect = Expect.FORBIDDEN, desc = "a lost wake-up, or more places than the bound")
@State
public class GrowAndAcquireForAnother {

	private final Scene scene = new Scene(1, 1);

	private final Caller rival = this.scene.caller("a");

	private final Caller caller = this.scene.caller("a");

	private final Caller other = this.scene.caller("b");

	public GrowAndAcquireForAnother() {
		this.scene.asking("c");
	}

	@Actor
	public void rival() {
		this.rival.ask();
	}

	@Actor
	public void grow() {
		this.caller.ask();
		this.other.ask();
		this.scene.grow(3);
	}

	@Arbiter
	public void outcome(III_Result result) {
		result.r1 = this.rival.grants() + this.caller.grants();
		result.r2 = this.other.grants();
		result.r3 = this.scene.pending();
	}

}
