package dev.lifeguard.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PriorityMeters}, of a client of two connections whose calls matter as
 * most do.
 */
class PriorityMetersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final OwnMeters meters = new OwnMeters(this.registry);

	@BeforeEach
	void bind() {
		new PriorityMeters(this.client, this.meters).bind();
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void clientThatUsesOnePriorityHasNone() {
		for (int call = 0; call < 5; call++) {
			call(Priority.NORMAL);
		}
		passAcquireTimeout();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	@Test
	void waitsAreTimedByPriorityFromTheFirstCallOnThatIsAnother() {
		TestConnect first = call(Priority.NORMAL);
		TestConnect second = call(Priority.HIGH);
		call(Priority.LOW);
		call(Priority.NORMAL);
		this.clock.advance(Duration.ofMillis(300));
		first.cancel();
		this.clock.advance(Duration.ofMillis(300));
		second.cancel();
		assertThat(acquired(Priority.HIGH).count()).isOne();
		assertThat(acquired(Priority.NORMAL).count()).as("the first one was not counted").isOne();
		assertThat(acquired(Priority.NORMAL).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
		assertThat(acquired(Priority.LOW).totalTime(TimeUnit.MILLISECONDS)).isEqualTo(600);
	}

	@Test
	void refusalsAreCountedByPriority() {
		call(Priority.NORMAL);
		call(Priority.NORMAL);
		call(Priority.LOW);
		call(Priority.NORMAL);
		call(Priority.HIGH);
		assertThat(refused(Priority.LOW)).as("it made room").isOne();
		passAcquireTimeout();
		assertThat(refused(Priority.NORMAL)).isOne();
		assertThat(refused(Priority.HIGH)).isOne();
	}

	@Test
	void shutDownIsNoRefusal() {
		call(Priority.LOW);
		call(Priority.LOW);
		call(Priority.LOW);
		this.client.close();
		assertThat(refused(Priority.LOW)).isZero();
	}

	@Test
	void theyAreTheClientsOwn() {
		call(Priority.LOW);
		assertThat(this.registry.getMeters()).hasSize(2)
			.allSatisfy((meter) -> assertThat(meter.getId().getTags())
				.containsExactlyInAnyOrder(Tag.of("client", "test"), Tag.of("priority", "LOW")));
		this.meters.close();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	private TestConnect call(Priority priority) {
		return TestConnect.of(this.client.call("GET", URI.create("http://a:1/"), priority, null, null));
	}

	private void passAcquireTimeout() {
		this.clock.advance(Duration.ofSeconds(1));
		this.timer.runDue();
	}

	private Timer acquired(Priority priority) {
		return this.registry.get("lifeguard.priority.acquire").tag("priority", priority.name()).timer();
	}

	private double refused(Priority priority) {
		return this.registry.get("lifeguard.priority.refused").tag("priority", priority.name()).counter().count();
	}

}
