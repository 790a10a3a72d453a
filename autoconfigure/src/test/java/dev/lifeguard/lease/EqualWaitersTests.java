package dev.lifeguard.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.limit.Limit;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EqualWaiters}. {@link WaitQueueTests} have the orders.
 */
class EqualWaitersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Limit boundPerRemote = new Limit(5);

	private final EqualWaiters waiters = new EqualWaiters(Priority.LOW);

	private final List<Lease> hopeless = new ArrayList<>();

	private long ticket;

	@ParameterizedTest
	@EnumSource
	void emptyHasNobody(Order order) {
		assertThat(this.waiters.size()).isZero();
		assertThat(this.waiters.hasNext()).isFalse();
		assertThat(next()).isNull();
		assertThat(this.waiters.oldest()).isNull();
		assertThat(this.waiters.surplus()).isNull();
		assertThat(this.waiters.least()).isNull();
		Lease lease = add(gate(order), "a");
		this.waiters.remove(lease);
		assertThat(this.waiters.size()).isZero();
		assertThat(this.waiters.hasNext()).isFalse();
		assertThat(next()).isNull();
	}

	@Test
	void remoteHasNoneForThemOnceItsLastFifthIsReached() {
		LeaseGate gate = gate(Order.FIFO);
		Lease first = add(gate, "a");
		Lease second = add(gate, "b");
		for (int taken = 0; taken < 4; taken++) {
			assertThat(next()).isSameAs(first);
			first.remote().permits().tryTake(Priority.LOW);
		}
		assertThat(first.remote().permits().isFull(Priority.NORMAL)).isFalse();
		assertThat(next()).isSameAs(second);
		this.waiters.remove(second);
		assertThat(this.waiters.hasNext()).isFalse();
		assertThat(next()).isNull();
		assertThat(this.waiters.size()).isOne();
		first.remote().permits().giveBack();
		assertThat(this.waiters.hasNext()).isTrue();
		assertThat(next()).isSameAs(first);
	}

	@Test
	void underFifoTheLastToComeGoesForOneThatMattersMore() {
		LeaseGate gate = gate(Order.FIFO);
		add(gate, "a");
		Lease last = add(gate, "b");
		assertThat(this.waiters.surplus()).isNull();
		assertThat(this.waiters.least()).isSameAs(last);
		Lease later = add(gate, "a");
		assertThat(this.waiters.least()).isSameAs(later);
	}

	@Test
	void underLifoTheFirstToComeDoes() {
		LeaseGate gate = gate(Order.LIFO);
		Lease first = add(gate, "b");
		add(gate, "a");
		assertThat(this.waiters.surplus()).isSameAs(first);
		assertThat(this.waiters.least()).isSameAs(first);
	}

	@Test
	void underAdaptiveTheLastToComeDoesUntilSomebodyIsLate() {
		LeaseGate gate = gate(Order.ADAPTIVE);
		Lease first = add(gate, "a");
		Lease last = add(gate, "a");
		assertThat(this.waiters.least()).isSameAs(last);
		for (int call = 0; call < HoldingTimes.SIZE; call++) {
			first.remote().prospects().ended(Outcome.answered(200), 2, 2, 0);
		}
		first.remote().prospects().ended(Outcome.answered(200), 1, 1, 0);
		this.clock.advance(Duration.ofDays(1));
		next();
		assertThat(this.waiters.least()).isSameAs(first);
	}

	private Lease next() {
		return this.waiters.next(this.clock.getAsLong(), this.hopeless);
	}

	private Lease add(LeaseGate gate, String host) {
		Lease lease = Caller.of(gate, host, Priority.LOW).lease();
		lease.ticket = this.ticket++;
		this.waiters.add(lease);
		return lease;
	}

	private LeaseGate gate(Order order) {
		return new LeaseGate(new GateSettings(9, Duration.ofSeconds(1), order), () -> 50, this.boundPerRemote,
				this.clock, new ManualTimer(this.clock));
	}

}
