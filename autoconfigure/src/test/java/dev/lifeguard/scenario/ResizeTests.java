package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A bound that is changed while calls wait and are in flight.
 */
class ResizeTests {

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource
	void growingServesTheWaitingAtOnceAndShrinkingDropsNobody(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=2", "pool.max-pending=20", "pool.acquire-timeout=20s")) {
			ManagedClient client = app.bean(ClientRegistry.class).client("orders");
			this.backend.shut();
			List<Future<String>> calls = start(app, face, 10);
			await().until(() -> this.backend.inFlight() == 2 && app.pending() == 8);

			client.resize(10, Duration.ofMinutes(1));
			await().until(() -> this.backend.inFlight() == 10);
			assertThat(app.snapshot().limit()).isEqualTo(10);
			assertThat(app.snapshot().max()).isEqualTo(2);

			client.resize(3, Duration.ofMinutes(1));
			List<Future<String>> later = start(app, face, 10);
			await().until(() -> app.pending() == 10);
			assertThat(this.backend.inFlight()).isEqualTo(10);
			this.backend.forget();
			this.backend.open();
			for (Future<String> call : calls) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
			for (Future<String> call : later) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(this.backend.mostInFlight()).isLessThanOrEqualTo(3);
		}
	}

	@ParameterizedTest
	@EnumSource
	void maximumIsTheConfiguredBoundWhereverItIsShown(Face face) throws Exception {
		try (App app = App.lifeguard("pool.max-connections=2", "pool.max-pending=0")) {
			ManagedClient client = app.bean(ClientRegistry.class).client("orders");
			this.backend.shut();
			client.resize(3, Duration.ofMinutes(1));
			List<Future<String>> calls = start(app, face, 3);
			await().until(() -> this.backend.inFlight() == 3);
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).get(this.backend.url()).get(5, TimeUnit.SECONDS))
				.havingRootCause()
				.withMessageContaining("\n  limit=3 (max=2) active=3 idle=0 connecting=0 pending=0/0 oldest=");
			assertThat(gauge(app, "max")).isEqualTo(2);
			assertThat(gauge(app, "limit")).isEqualTo(3);
			assertThat(app.snapshot().max()).isEqualTo(2);
			assertThat(app.snapshot().limit()).isEqualTo(3);
			this.backend.open();
			for (Future<String> call : calls) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
		}
	}

	private static double gauge(App app, String name) {
		return app.bean(MeterRegistry.class).get("lifeguard.connections." + name).gauge().value();
	}

	private List<Future<String>> start(App app, Face face, int count) {
		return IntStream.range(0, count).mapToObj((index) -> app.caller(face).get(this.backend.url())).toList();
	}

}
