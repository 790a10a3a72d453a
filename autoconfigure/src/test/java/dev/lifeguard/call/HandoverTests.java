package dev.lifeguard.call;

import java.lang.ref.ReferenceQueue;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Handover}.
 */
class HandoverTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Object response = new Object();

	private final AtomicInteger discarded = new AtomicInteger();

	private final Handover handover = new Handover(this.response, new ReferenceQueue<>(),
			TestConnect.of(this.client).call(), this.discarded::incrementAndGet);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void asksAreCountedAndDated() {
		assertThat(this.handover.asks()).isZero();
		assertThat(this.handover.sinceAskNanos()).isEqualTo(-1);
		this.clock.advance(Duration.ofSeconds(1));
		this.handover.asked();
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.handover.asks()).isOne();
		assertThat(this.handover.sinceAskNanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
		this.handover.asked();
		assertThat(this.handover.asks()).isEqualTo(2);
		assertThat(this.handover.sinceAskNanos()).isZero();
	}

	@Test
	void responseIsReferredToUntilItIsTaken() {
		assertThat(this.handover.get()).isSameAs(this.response);
		assertThat(this.handover.isTaken()).isFalse();
		this.handover.taken();
		assertThat(this.handover.isTaken()).isTrue();
		assertThat(this.handover.get()).isNull();
	}

	@Test
	void responseThatIsNotWantedIsDiscardedOnce() {
		this.handover.discard();
		this.handover.discard();
		assertThat(this.discarded).hasValue(1);
		assertThat(this.handover.isTaken()).isTrue();
	}

	@Test
	void responseThatHasAReaderIsNotDiscarded() {
		this.handover.taken();
		this.handover.discard();
		assertThat(this.discarded).hasValue(0);
	}

	@Test
	void responseThatWasDroppedAfterItHadArrivedIsReleasedOnce() {
		this.handover.collectedSoon();
		assertThat(this.discarded).hasValue(1);
		assertThat(this.handover.isTaken()).isTrue();
		this.handover.collectedSoon();
		assertThat(this.discarded).hasValue(1);
	}

	@Test
	void responseThatWasReadAndThenDroppedIsNot() {
		this.handover.taken();
		this.handover.collectedSoon();
		assertThat(this.discarded).hasValue(0);
	}

}
