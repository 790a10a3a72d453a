package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link WaitQueue}.
 */
class WaitQueueTests {

	private static final Duration SHORT = Duration.ofMillis(100);

	private static final Duration LONG = Duration.ofSeconds(1);

	private final Set<Priority> full = EnumSet.noneOf(Priority.class);

	private final WaitQueue queue = new WaitQueue(this.full::contains);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final List<Lease> hopeless = new ArrayList<>();

	private LeaseGate gate = gate(Order.FIFO);

	@Test
	void nextOfAnEmptyQueueIsNobody() {
		assertThat(next()).isNull();
		assertThat(this.queue.hasNext(Priority.NORMAL)).isFalse();
		assertThat(this.queue.oldest()).isNull();
		assertThat(this.queue.surplus(Priority.NORMAL)).isNull();
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void fifoServesTheOldestOverAllRemotes() {
		Lease first = add("a");
		add("b");
		add("a");
		add("b");
		assertThat(next()).isSameAs(first);
		assertThat(this.queue.oldest()).isSameAs(first);
		assertThat(this.queue.surplus(Priority.NORMAL)).isNull();
		assertThat(this.queue.size()).isEqualTo(4);
	}

	@Test
	void lifoServesTheNewestOverAllRemotesAndGivesUpTheOldest() {
		this.gate = gate(Order.LIFO);
		Lease first = add("a");
		add("b");
		add("a");
		Lease last = add("b");
		assertThat(next()).isSameAs(last);
		assertThat(this.queue.oldest()).isSameAs(first);
		assertThat(this.queue.surplus(Priority.NORMAL)).isSameAs(first);
	}

	@ParameterizedTest
	@EnumSource
	void nextPassesByARemoteThatIsFull(Order order) {
		this.gate = gate(order);
		Lease first = add("a");
		Lease second = add("b");
		first.remote().permits().tryTake(Priority.NORMAL);
		assertThat(next()).isSameAs(second);
		assertThat(this.queue.oldest()).isSameAs(first);
		this.queue.remove(second);
		assertThat(next()).isNull();
		first.remote().permits().giveBack();
		assertThat(next()).isSameAs(first);
	}

	@ParameterizedTest
	@EnumSource
	void nextIsNobodyIfEveryRemoteIsFull(Order order) {
		this.gate = gate(order);
		Lease waiting = add("a");
		assertThat(this.queue.hasNext(Priority.NORMAL)).isTrue();
		waiting.remote().permits().tryTake(Priority.NORMAL);
		assertThat(this.queue.hasNext(Priority.NORMAL)).isFalse();
		assertThat(next()).isNull();
	}

	@Test
	void adaptiveServesThoseInTimeBeforeTheLate() {
		this.gate = gate(Order.ADAPTIVE);
		Lease late = add("a", SHORT.plusNanos(1));
		add("a", SHORT);
		Lease inTime = add("b", SHORT);
		Lease newest = add("b", SHORT);
		needs(late, SHORT.plusNanos(2));
		needs(inTime, SHORT);
		mayYet(late);
		assertThat(next()).isSameAs(inTime);
		this.queue.remove(inTime);
		assertThat(next()).isSameAs(newest);
	}

	@Test
	void adaptiveServesTheNewestOfTheLate() {
		this.gate = gate(Order.ADAPTIVE);
		Lease first = add("a", SHORT);
		Lease second = add("b", SHORT);
		for (Lease late : List.of(first, second)) {
			needs(late, LONG);
			mayYet(late);
		}
		assertThat(next()).isSameAs(second);
		this.queue.remove(second);
		assertThat(next()).isSameAs(first);
		assertThat(this.hopeless).isEmpty();
	}

	@Test
	void adaptiveGivesUpTheOldestOfTheLateOverAllRemotes() {
		this.gate = gate(Order.ADAPTIVE);
		Lease first = add("a", SHORT);
		Lease second = add("b", SHORT);
		assertThat(this.queue.surplus(Priority.NORMAL)).isNull();
		needs(second, LONG);
		mayYet(second);
		next();
		assertThat(this.queue.surplus(Priority.NORMAL)).isSameAs(second);
		needs(first, LONG);
		mayYet(first);
		next();
		assertThat(this.queue.surplus(Priority.NORMAL)).isSameAs(first);
	}

	@Test
	void adaptiveGivesUpNobodyOfARemoteThatIsFull() {
		this.gate = gate(Order.ADAPTIVE);
		Lease waiting = add("a", SHORT);
		needs(waiting, LONG);
		waiting.remote().permits().tryTake(Priority.NORMAL);
		assertThat(next()).isNull();
		assertThat(this.hopeless).isEmpty();
		assertThat(this.queue.surplus(Priority.NORMAL)).isNull();
		assertThat(this.queue.size()).isOne();
	}

	@Test
	void hopelessLeaveTheQueue() {
		this.gate = gate(Order.ADAPTIVE);
		Lease first = add("a", SHORT);
		Lease second = add("a", SHORT);
		Lease other = add("b", SHORT);
		needs(first, LONG);
		assertThat(next()).isSameAs(other);
		assertThat(this.hopeless).containsExactly(first, second);
		assertThat(this.queue.size()).isOne();
		assertThat(this.queue.oldest()).isSameAs(other);
		this.queue.remove(other);
		assertThat(this.queue.size()).isZero();
		assertThat(this.queue.hasNext(Priority.NORMAL)).isFalse();
	}

	@Test
	void hopelessOfBeforeAreNotCountedTwice() {
		this.gate = gate(Order.ADAPTIVE);
		Lease first = add("a", SHORT);
		needs(first, LONG);
		next();
		Lease second = add("a", SHORT);
		next();
		assertThat(this.hopeless).containsExactly(first, second);
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void removeTakesOutTheFirstTheMiddleAndTheLast() {
		Lease first = add("a");
		Lease second = add("a");
		Lease third = add("a");
		Lease fourth = add("a");
		this.queue.remove(second);
		assertThat(second.remote().line(Priority.NORMAL).size()).isEqualTo(3);
		this.queue.remove(first);
		assertThat(next()).isSameAs(third);
		this.queue.remove(fourth);
		this.queue.remove(third);
		assertThat(next()).isNull();
		assertThat(this.queue.size()).isZero();
	}

	@Test
	void removedLeasesReachNoOthers() {
		add("a");
		Lease second = add("a");
		add("a");
		this.queue.remove(second);
		assertThat(second.older).isNull();
		assertThat(second.newer).isNull();
	}

	@ParameterizedTest
	@EnumSource
	void higherPrioritiesAreNextWhateverTheOrder(Order order) {
		this.gate = gate(order);
		Lease low = add("a", Priority.LOW);
		Lease normal = add("b", Priority.NORMAL);
		Lease high = add("a", Priority.HIGH);
		for (Lease lease : List.of(high, normal, low)) {
			assertThat(next()).isSameAs(lease);
			assertThat(this.queue.hasServable()).isTrue();
			this.queue.remove(lease);
		}
		assertThat(next()).isNull();
		assertThat(this.queue.hasServable()).isFalse();
	}

	@Test
	void nextPassesByAPriorityThatIsFull() {
		Lease normal = add("a", Priority.NORMAL);
		Lease low = add("b", Priority.LOW);
		this.full.add(Priority.NORMAL);
		assertThat(next()).isSameAs(low);
		assertThat(this.queue.hasServable()).isTrue();
		this.full.add(Priority.LOW);
		assertThat(next()).isNull();
		assertThat(this.queue.hasServable()).isFalse();
		this.full.clear();
		assertThat(next()).isSameAs(normal);
	}

	@Test
	void newcomerMayPassThoseThatMatterLessOrHaveNoPermit() {
		add("a", Priority.LOW);
		assertThat(this.queue.hasNext(Priority.LOW)).isTrue();
		assertThat(this.queue.hasNext(Priority.NORMAL)).isFalse();
		add("a", Priority.NORMAL);
		assertThat(this.queue.hasNext(Priority.NORMAL)).isTrue();
		assertThat(this.queue.hasNext(Priority.HIGH)).isFalse();
		this.full.add(Priority.NORMAL);
		assertThat(this.queue.hasNext(Priority.NORMAL)).isFalse();
		assertThat(this.queue.hasNext(Priority.LOW)).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void lowestPriorityIsSurplusAndNeverOneThatMattersMoreThanTheNewcomer(Order order) {
		this.gate = gate(order);
		add("a", Priority.HIGH);
		Lease normal = add("b", Priority.NORMAL);
		assertThat(this.queue.surplus(Priority.LOW)).isNull();
		assertThat(this.queue.surplus(Priority.HIGH)).isSameAs(normal);
		Lease low = add("a", Priority.LOW);
		assertThat(this.queue.surplus(Priority.NORMAL)).isSameAs(low);
		assertThat(this.queue.surplus(Priority.HIGH)).isSameAs(low);
	}

	@Test
	void hopelessOfAHigherPriorityMakeWayForTheRest() {
		this.gate = gate(Order.ADAPTIVE);
		Lease hopeless = add("a", SHORT, Priority.HIGH);
		Lease low = add("b", LONG, Priority.LOW);
		needs(hopeless, LONG);
		assertThat(next()).isSameAs(low);
		assertThat(this.hopeless).containsExactly(hopeless);
		assertThat(this.queue.size()).isOne();
	}

	private Lease next() {
		return this.queue.next(this.clock.getAsLong(), this.hopeless);
	}

	private Lease add(String host) {
		return add(host, Duration.ZERO);
	}

	private Lease add(String host, Priority priority) {
		return add(host, Duration.ZERO, priority);
	}

	private Lease add(String host, Duration timeout) {
		return add(host, timeout, Priority.NORMAL);
	}

	private Lease add(String host, Duration timeout, Priority priority) {
		Deadline deadline = Deadline.after(timeout, this.clock);
		Lease lease = this.gate.lease(host, 80, deadline, new Deaf());
		lease.heldBy(new Mattering(priority));
		lease.given(deadline.remainingNanos(), this.clock.getAsLong());
		this.queue.add(lease);
		return lease;
	}

	/**
	 * Let the remote know that its calls need so long.
	 */
	private void needs(Lease lease, Duration time) {
		for (int call = 0; call < HoldingTimes.SIZE; call++) {
			learns(lease, time);
		}
	}

	/**
	 * Let the remote know that one call has needed no time, so that nobody is hopeless.
	 */
	private void mayYet(Lease lease) {
		learns(lease, Duration.ofNanos(1));
	}

	private void learns(Lease lease, Duration time) {
		lease.remote().prospects().ended(Outcome.answered(200), time.toNanos(), time.toNanos(), this.clock.getAsLong());
	}

	private LeaseGate gate(Order order) {
		return new LeaseGate(new GateSettings(9, Duration.ofSeconds(1), order), () -> 9, () -> 1, this.clock,
				new ManualTimer(this.clock));
	}

	private static final class Deaf implements LeaseCallback {

		@Override
		public void granted() {
		}

		@Override
		public void refused(Reason reason) {
		}

	}

}
