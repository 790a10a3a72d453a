package dev.lifeguard.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.search.RequiredSearch;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ClientMeters}.
 */
class ClientMetersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final ClientMeters meters = new ClientMeters(this.client, new OwnMeters(this.registry));

	@BeforeEach
	void bind() {
		this.meters.bind();
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	private TestConnect call(String remote) {
		return TestConnect.of(this.client.call("GET", URI.create("http://" + remote + "/"), null, null));
	}

	private RequiredSearch meter(String name) {
		return this.registry.get(name).tag("client", "test");
	}

	private RequiredSearch meter(String name, String remote) {
		return meter(name).tag("remote", remote);
	}

	private double connections(String remote, String state) {
		return meter("lifeguard.connections", remote).tag("state", state).gauge().value();
	}

	@Test
	void boundInForceIsShownBesideTheConfiguredOne() {
		this.client.resize(7, Duration.ofMinutes(1));
		assertThat(meter("lifeguard.connections.max").gauge().value()).isEqualTo(2);
		assertThat(meter("lifeguard.connections.limit").gauge().value()).isEqualTo(7);
	}

	@Test
	void connectionsAreCountedByTheirStateForEachRemote() {
		call("a:1").bind(new EmbeddedChannel());
		call("b:1");
		call("b:1");
		assertThat(connections("a:1", "active")).isEqualTo(1);
		assertThat(connections("a:1", "connecting")).isZero();
		assertThat(connections("b:1", "active")).isZero();
		assertThat(connections("b:1", "connecting")).isEqualTo(1);
		assertThat(connections("b:1", "pending")).isEqualTo(1);
		assertThat(connections("b:1", "idle")).isZero();
	}

	@Test
	void remotesThatWereCalledBeforeAreKnown() {
		call("a:1");
		MeterRegistry late = new SimpleMeterRegistry();
		new ClientMeters(this.client, new OwnMeters(late)).bind();
		assertThat(late.get("lifeguard.connections").tag("remote", "a:1").tag("state", "connecting").gauge().value())
			.isEqualTo(1);
	}

	@Test
	void waitAndUseOfAPermitAreTimed() {
		TestConnect first = call("a:1");
		call("a:1");
		call("b:1");
		this.clock.advance(Duration.ofMillis(300));
		first.cancel();
		Timer waited = meter("lifeguard.connections.acquire", "b:1").timer();
		assertThat(waited.count()).isEqualTo(1);
		assertThat(waited.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
		assertThat(meter("lifeguard.connections.acquire", "a:1").timer().count()).isEqualTo(2);
		Timer used = meter("lifeguard.connections.usage", "a:1").timer();
		assertThat(used.count()).isEqualTo(1);
		assertThat(used.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(300);
	}

	@Test
	void leakedResponsesAndDeadConnectionsAreCounted() {
		this.meters.leaked(new Leak("a:1", "GET /", LeakProof.values()[0], Duration.ZERO, null));
		this.meters.stale("a:1");
		this.meters.stale("a:1");
		assertThat(meter("lifeguard.connections.leaked", "a:1").counter().count()).isEqualTo(1);
		assertThat(meter("lifeguard.connections.stale", "a:1").counter().count()).isEqualTo(2);
	}

	@Test
	void refusalsAreCountedByReasonAndCause() {
		this.meters.exhausted(failure(Reason.QUEUE_FULL, Cause.LEAK));
		this.meters.exhausted(failure(Reason.QUEUE_FULL, Cause.LEAK));
		this.meters.exhausted(failure(Reason.DEADLINE, Cause.LEAK));
		assertThat(meter("lifeguard.connections.exhausted", "a:1").tag("reason", "QUEUE_FULL")
			.tag("cause", "LEAK")
			.counter()
			.count()).isEqualTo(2);
		assertThat(meter("lifeguard.connections.exhausted", "a:1").tag("reason", "DEADLINE").counter().count())
			.isEqualTo(1);
	}

	private static PoolExhaustedException failure(Reason reason, Cause cause) {
		return new PoolExhaustedException("test", "a:1", reason, Duration.ZERO,
				new PoolSnapshot(1, 1, 1, 0, 0, 0, 0, Duration.ZERO, Map.of(), false, null),
				new Diagnosis(cause, "none", "none", 1));
	}

	@Test
	void closedIdleConnectionsAreCountedByReason() {
		this.meters.evicted("a:1", EvictionReason.STRAY);
		this.meters.evicted("a:1", EvictionReason.IDLE);
		this.meters.evicted("a:1", EvictionReason.IDLE);
		assertThat(meter("lifeguard.connections.evicted", "a:1").tag("reason", "IDLE").counter().count()).isEqualTo(2);
		assertThat(meter("lifeguard.connections.evicted", "a:1").tag("reason", "STRAY").counter().count()).isEqualTo(1);
	}

	@Test
	void remotesAfterTheFirstTwentyShareTheirMeters() {
		for (int remote = 1; remote <= RemoteTags.REMOTES; remote++) {
			this.meters.remoteSeen("remote%d:1".formatted(remote));
		}
		call("late:1");
		call("later:1");
		assertThat(connections("other", "connecting")).isEqualTo(2);
		assertThat(meter("lifeguard.connections.acquire", "other").timer().count()).isEqualTo(2);
		assertThat(this.registry.find("lifeguard.connections").tag("remote", "late:1").gauges()).isEmpty();
	}

}
