package dev.lifeguard.call;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import org.assertj.core.api.AbstractCollectionAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CollectedResponses}.
 */
class CollectedResponsesTests {

	private static final Duration INTERVAL = Duration.ofMillis(200);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final CollectedResponses collected = new CollectedResponses(this.timer);

	private final Object object = new Object();

	private final Unread response = new Unread(this.object, this.collected);

	@Test
	void oneTimerServesAllClients() {
		assertThat(this.timer.size()).isZero();
		this.collected.start();
		this.collected.start();
		assertThat(this.timer.size()).isOne();
	}

	@Test
	void responseThatTheCollectorFoundIsToldOfOnce() {
		this.collected.start();
		pass();
		assertThat(this.response.collected).hasValue(0);
		assertThat(this.response.enqueue()).isTrue();
		pass();
		pass();
		assertThat(this.response.collected).hasValue(1);
	}

	@Test
	void severalAreFoundInOneLook() {
		this.collected.start();
		Unread other = new Unread(new Object(), this.collected);
		this.response.enqueue();
		other.enqueue();
		pass();
		assertThat(this.response.collected).hasValue(1);
		assertThat(other.collected).hasValue(1);
	}

	@Test
	void responseThatIsKeptIsReachableUntilItIsForgotten() {
		this.collected.keep(this.response);
		assertKept().containsExactly(this.response);
		this.collected.forget(this.response);
		assertKept().isEmpty();
	}

	@Test
	void responseThatWasTakenMeanwhileIsNotKept() {
		this.response.taken = true;
		this.collected.keep(this.response);
		assertKept().isEmpty();
	}

	@Test
	void responseThatWasCollectedIsNotKeptAnyLonger() {
		this.collected.start();
		this.collected.keep(this.response);
		this.response.enqueue();
		pass();
		assertKept().isEmpty();
	}

	private AbstractCollectionAssert<?, Collection<?>, Object, ?> assertKept() {
		return assertThat(this.collected).extracting("unread").asInstanceOf(InstanceOfAssertFactories.COLLECTION);
	}

	private void pass() {
		this.clock.advance(INTERVAL);
		this.timer.runDue();
	}

	private static final class Unread extends UnreadResponse {

		private final AtomicInteger collected = new AtomicInteger();

		private boolean taken;

		Unread(Object response, CollectedResponses responses) {
			super(response, responses.queue());
		}

		@Override
		boolean isTaken() {
			return this.taken;
		}

		@Override
		void collectedSoon() {
			this.collected.incrementAndGet();
		}

	}

}
