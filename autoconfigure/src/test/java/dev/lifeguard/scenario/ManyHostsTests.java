package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.OneAddress;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client that calls more hosts than it remembers.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManyHostsTests {

	private static final int ROUNDS = 3;

	private static final int HOSTS = 200;

	/**
	 * A pool whose sockets were closed as surplus is known until the next eviction, when
	 * its remote has been forgotten.
	 */
	@ParameterizedTest
	@EnumSource
	void noSplitIsReported(Face face, CapturedOutput output) throws Exception {
		try (Backend backend = Backend.start();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { EveryName.class },
						"pool.max-connections=20", "pool.max-pending=1000", "pool.acquire-timeout=20s",
						"timeout.call=30s", "pool.max-idle-time=59s", "pool.evict-interval=29s")) {
			for (int round = 0; round < ROUNDS; round++) {
				call(app, face, "r" + round, backend.port());
				await().atMost(Duration.ofSeconds(20)).until(() -> app.snapshot().idle() < HOSTS / 2);
			}
			await().during(Duration.ofSeconds(5))
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(output).doesNotContain("its pool is split"));
		}
	}

	private static void call(App app, Face face, String round, int port) throws Exception {
		List<Future<String>> calls = new ArrayList<>();
		for (int host = 0; host < HOSTS; host++) {
			calls.add(app.caller(face).get("http://%s-%d.test:%d/".formatted(round, host, port)));
		}
		for (Future<String> call : calls) {
			assertThat(call.get(30, TimeUnit.SECONDS)).contains("ok");
		}
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
