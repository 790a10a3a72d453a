package dev.lifeguard.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OneAddress;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The number of time series is bounded, whatever is called.
 */
class CardinalityTests {

	private static final int URIS = 10_000;

	private static final int REMOTES = 30;

	@ParameterizedTest
	@EnumSource
	void seriesStopGrowing(Face face) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { EveryName.class },
						"pool.max-pending=1000", "pool.acquire-timeout=10s",
						"management.metrics.use-global-registry=false")) {
			for (int remote = 0; remote < REMOTES; remote++) {
				call(app, face, remote, backend.port(), 0, 1);
			}
			List<Meter> before = meters(app);
			assertThat(before).isNotEmpty();
			call(app, face, 0, backend.port(), 0, URIS);
			assertThat(meters(app)).hasSameSizeAs(before);
			assertThat(before.stream().map((meter) -> meter.getId().getTag("remote")).distinct().count())
				.as("20 remotes, the others, and meters without a remote")
				.isEqualTo(22);
			assertThat(app.bean(MeterRegistry.class).find("lifeguard.connections.evicted").meters())
				.as("for each remote and reason")
				.hasSizeLessThanOrEqualTo(21 * EvictionReason.values().length);
			assertThat(Metrics.globalRegistry.getMeters()).noneMatch(CardinalityTests::isOurs);
			assertThat(app.snapshot().remotes()).hasSize(REMOTES);
		}
	}

	private static void call(App app, Face face, int remote, int port, int from, int to) throws Exception {
		List<Future<String>> calls = new ArrayList<>();
		for (int uri = from; uri < to; uri++) {
			calls.add(app.caller(face)
				.get("http://remote%d.test:%d/orders/%d?secret=s3cret".formatted(remote, port, uri)));
			if (calls.size() == 100) {
				await(calls);
			}
		}
		await(calls);
	}

	private static void await(List<Future<String>> calls) throws Exception {
		for (Future<String> call : calls) {
			assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
		}
		calls.clear();
	}

	/**
	 * Those whose number is not bounded by an enumeration anyway.
	 */
	private static List<Meter> meters(App app) {
		return app.bean(MeterRegistry.class)
			.getMeters()
			.stream()
			.filter(CardinalityTests::isOurs)
			.filter((meter) -> !meter.getId().getName().equals("lifeguard.connections.evicted"))
			.toList();
	}

	private static boolean isOurs(Meter meter) {
		return meter.getId().getName().startsWith("lifeguard.");
	}

	/**
	 * Resolves every name to loopback.
	 */
	@Configuration(proxyBeanMethods = false)
	static class EveryName {

		@Bean
		HttpClientCustomizer names() {
			OneAddress names = new OneAddress(() -> "127.0.0.1");
			return (client, http) -> http.resolver(names);
		}

	}

}
