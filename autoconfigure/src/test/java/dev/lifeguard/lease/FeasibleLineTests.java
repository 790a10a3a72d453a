package dev.lifeguard.lease;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FeasibleLine}.
 */
class FeasibleLineTests {

	private final Chances chances = new Chances();

	private final FeasibleLine<Standing> line = new FeasibleLine<>(this.chances);

	private final List<Standing> hopeless = new ArrayList<>();

	@Test
	void emptyLineHasNobody() {
		assertThat(next()).isNull();
		assertThat(this.line.surplus()).isNull();
	}

	@Test
	void oldestInTimeIsNext() {
		add(0.8);
		Standing second = add(0.9);
		add(1);
		assertThat(next()).isSameAs(second);
		assertThat(this.line.size()).isEqualTo(3);
		assertThat(this.hopeless).isEmpty();
	}

	@Test
	void newestIsNextWhileNobodyIsInTime() {
		Standing first = add(0.4);
		add(0.3);
		Standing third = add(0.49);
		assertThat(next()).isSameAs(third);
		this.line.remove(third);
		Standing fourth = add(0.4);
		assertThat(next()).isSameAs(fourth);
		this.line.remove(fourth);
		this.line.remove(first.newer);
		assertThat(next()).isSameAs(first);
	}

	@Test
	void onPlateauTheOldestIsNextThatIsAsGoodAsTheNewest() {
		Standing first = add(0.6);
		Standing second = add(0.7);
		Standing third = add(0.7);
		add(0.7);
		assertThat(next()).isSameAs(second);
		this.line.remove(second);
		assertThat(next()).isSameAs(third);
		assertThat(this.line.surplus()).isSameAs(first);
	}

	@Test
	void evenChanceOfTheNewestIsMeasureEnough() {
		Standing first = add(0.5);
		add(0.5);
		assertThat(next()).isSameAs(first);
	}

	@Test
	void olderCallerWithMoreTimeIsInTimeThoughTheNewestIsNot() {
		add(0.8);
		Standing second = add(0.9);
		add(0.1);
		assertThat(next()).isSameAs(second);
	}

	@Test
	void whoWasFoundLateStaysSo() {
		Standing first = add(0.5);
		Standing second = add(1);
		assertThat(next()).isSameAs(second);
		this.chances.set(first, 1);
		assertThat(next()).isSameAs(second);
		this.line.remove(second);
		assertThat(next()).isSameAs(first);
	}

	@Test
	void newcomerInTimeIsServedBeforeTheLate() {
		add(0.4);
		add(0.4);
		next();
		Standing newcomer = add(0.9);
		Standing newest = add(1);
		assertThat(next()).isSameAs(newcomer);
		this.line.remove(newcomer);
		assertThat(next()).isSameAs(newest);
	}

	@Test
	void hopelessLeaveFromTheOldestOn() {
		Standing first = add(0);
		Standing second = add(0.1);
		Standing third = add(0);
		Standing fourth = add(0.95);
		assertThat(next()).isSameAs(fourth);
		assertThat(this.hopeless).containsExactly(first, third);
		assertThat(Standing.in(this.line)).containsExactly(second, fourth);
		assertThat(this.line.surplus()).isSameAs(second);
	}

	@Test
	void lateThatHaveBecomeHopelessLeaveFromTheNewestOn() {
		Standing first = add(0.1);
		Standing second = add(0.1);
		Standing third = add(0.1);
		assertThat(next()).isSameAs(third);
		this.chances.set(second, 0);
		this.chances.set(third, 0);
		assertThat(next()).isSameAs(first);
		assertThat(this.hopeless).containsExactly(third, second);
		assertThat(Standing.in(this.line)).containsExactly(first);
	}

	@Test
	void allMayLeaveAtOnce() {
		Standing first = add(0);
		Standing second = add(0);
		assertThat(next()).isNull();
		assertThat(this.hopeless).containsExactly(first, second);
		assertThat(this.line.size()).isZero();
		assertThat(this.line.oldest()).isNull();
		Standing third = add(1);
		assertThat(next()).isSameAs(third);
	}

	@Test
	void surplusIsTheOldestOfTheLate() {
		Standing first = add(0.1);
		Standing second = add(0.1);
		Standing third = add(1);
		assertThat(this.line.surplus()).isNull();
		next();
		assertThat(this.line.surplus()).isSameAs(first);
		this.line.remove(first);
		assertThat(this.line.surplus()).isSameAs(second);
		this.line.remove(second);
		assertThat(this.line.surplus()).isNull();
		this.line.remove(third);
		assertThat(this.line.surplus()).isNull();
	}

	@Test
	void firstInTimeMayLeave() {
		Standing late = add(0.1);
		Standing second = add(1);
		Standing third = add(1);
		assertThat(next()).isSameAs(second);
		this.line.remove(second);
		assertThat(next()).isSameAs(third);
		this.line.remove(third);
		assertThat(next()).isSameAs(late);
		Standing newcomer = add(1);
		assertThat(next()).isSameAs(newcomer);
		assertThat(this.line.surplus()).isSameAs(late);
	}

	@Test
	void ofSeveralLinesTheOldestInTimeIsNextAndThenTheNewestOfTheLate() {
		Standing firstLate = add(0.1);
		Standing secondLate = add(0.1);
		Standing first = add(1);
		Standing second = add(1);
		next();
		assertThat(List.of(first, second, secondLate, firstLate))
			.isSortedAccordingTo((one, other) -> Long.compare(this.line.rank(one), this.line.rank(other)));
	}

	@Test
	void everyoneIsLookedAtAboutOnce() {
		int many = 10_000;
		for (int i = 0; i < many; i++) {
			add(0.1);
		}
		for (int i = 0; i < many; i++) {
			Standing next = next();
			assertThat(next).isNotNull();
			this.line.remove(next);
		}
		assertThat(this.chances.looks).isLessThanOrEqualTo(5 * many);
	}

	private Standing next() {
		return this.line.next(0, this.hopeless);
	}

	private Standing add(double chance) {
		Standing standing = new Standing(this.chances.byWaiter.size());
		this.chances.set(standing, chance);
		this.line.add(standing);
		return standing;
	}

	/**
	 * Prospects that are what the test says, and the same until the deadline.
	 */
	private static final class Chances implements Prospects {

		private final Map<Waiter<?>, Double> byWaiter = new HashMap<>();

		private int looks;

		void set(Waiter<?> waiter, double chance) {
			this.byWaiter.put(waiter, chance);
		}

		@Override
		public void ended(Outcome outcome, long heldNanos, long ageNanos, long now) {
		}

		@Override
		public void hungUp(long ageNanos, long now) {
		}

		@Override
		public double chance(Waiter<?> waiter, long now) {
			this.looks++;
			return this.byWaiter.get(waiter);
		}

		@Override
		public boolean isHopeless(Waiter<?> waiter, long now) {
			return chance(waiter, now) == 0;
		}

	}

}
