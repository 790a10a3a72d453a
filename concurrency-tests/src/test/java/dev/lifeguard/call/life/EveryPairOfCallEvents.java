package dev.lifeguard.call.life;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two things happen to one exchange at once: each pair of events, in each stage, in turn.
 * Afterwards its connection is closed. The third number names the pair if it went wrong.
 *
 * @since 0.1.0
 */
@JCStressTest
@Outcome(id = "1, [01], 0", expect = Expect.ACCEPTABLE, desc = "the permit came back once, and the caller knows")
@Outcome(id = "0, 1, 0", expect = Expect.ACCEPTABLE, desc = "there was no permit, and the caller knows")
@Outcome(id = "0, 0, 0", expect = Expect.ACCEPTABLE, desc = "there was no permit, and the caller has gone")
@Outcome(expect = Expect.FORBIDDEN, desc = "a permit that was lost or came back twice, or a caller who was told twice")
@State
public class EveryPairOfCallEvents {

	private static final List<Pair> PAIRS = pairs();

	private final int number = ThreadLocalRandom.current().nextInt(PAIRS.size());

	private final Pair pair = PAIRS.get(this.number);

	private final CallLife life = new CallLife();

	private final Object connection = new Object();

	private final Object another = new Object();

	private final Tally first = new Tally();

	private final Tally second = new Tally();

	private final Tally rest = new Tally();

	public EveryPairOfCallEvents() {
		List<CallEvent> way = List.of(CallEvent.GRANTED, CallEvent.BOUND, CallEvent.SENT, CallEvent.HEAD);
		for (CallEvent event : way.subList(0, this.pair.stage().ordinal())) {
			this.rest.add(this.life.on(event, this.connection));
		}
	}

	@Actor
	public void first() {
		happens(this.pair.first(), this.first);
	}

	@Actor
	public void second() {
		happens(this.pair.second(), this.second);
	}

	private void happens(CallEvent event, Tally tally) {
		tally.add(this.life.on(event, (event == CallEvent.BOUND) ? this.another : this.connection));
	}

	@Arbiter
	public void outcome(III_Result result) {
		this.rest.add(this.life.on(CallEvent.CANCELLED));
		this.rest.add(this.life.on(CallEvent.FREED, this.connection));
		this.rest.add(this.life.on(CallEvent.FREED, this.another));
		result.r1 = this.first.back + this.second.back + this.rest.back;
		result.r2 = this.first.told + this.second.told + this.rest.told;
		boolean wrong = result.r1 != (this.pair.hasPermit() ? 1 : 0) || result.r2 > 1;
		result.r3 = wrong ? this.number + 1 : 0;
	}

	private static List<Pair> pairs() {
		return Stream.of(Stage.values())
			.filter((stage) -> stage != Stage.OVER)
			.flatMap((stage) -> Stream.of(CallEvent.values())
				.flatMap((first) -> Stream.of(CallEvent.values()).map((second) -> new Pair(stage, first, second))))
			.filter(Pair::isPossible)
			.toList();
	}

	/**
	 * Two events in a stage.
	 */
	private record Pair(Stage stage, CallEvent first, CallEvent second) {

		/**
		 * The gate answers once, and connections come to those who have a permit, one
		 * after the other.
		 */
		boolean isPossible() {
			boolean ofGate = isOfGate(this.first) || isOfGate(this.second);
			boolean ofConnection = isOfConnection(this.first) || isOfConnection(this.second);
			boolean queued = this.stage == Stage.QUEUED;
			return this.first != this.second && (queued ? isAnswered() && !ofConnection : !ofGate);
		}

		private boolean isAnswered() {
			return isOfGate(this.first) != isOfGate(this.second);
		}

		boolean hasPermit() {
			return this.stage != Stage.QUEUED || this.first == CallEvent.GRANTED || this.second == CallEvent.GRANTED;
		}

		private static boolean isOfGate(CallEvent event) {
			return event == CallEvent.GRANTED || event == CallEvent.REFUSED;
		}

		private static boolean isOfConnection(CallEvent event) {
			return switch (event) {
				case OPENING, BOUND, SENT, HEAD, FREED, REPEATED, FAILED -> true;
				default -> false;
			};
		}

	}

	/**
	 * What one of them was told to do.
	 */
	private static final class Tally {

		private int back;

		private int told;

		void add(Set<CallEffect> effects) {
			this.back += effects.contains(CallEffect.GIVE_BACK) ? 1 : 0;
			this.told += (effects.contains(CallEffect.TELL) || effects.contains(CallEffect.HAND_ON)) ? 1 : 0;
		}

	}

}
