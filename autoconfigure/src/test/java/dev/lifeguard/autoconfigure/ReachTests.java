package dev.lifeguard.autoconfigure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Reach}. What the class path decides is tested together with other
 * libraries.
 */
@ExtendWith(OutputCaptureExtension.class)
class ReachTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HttpClientAutoConfiguration.class,
				ImperativeHttpClientAutoConfiguration.class, LifeguardAutoConfiguration.class));

	@Test
	void defaultsWithoutAClientAreWarnedOf(CapturedOutput output) {
		this.contextRunner.withPropertyValues("lifeguard.defaults.timeout.call=1s")
			.run((context) -> assertThat(output).containsOnlyOnce("WARN")
				.contains("lifeguard.defaults has no effect, because there is no client"));
	}

	@Test
	void defaultsOfAClientAreNot(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("lifeguard.defaults.timeout.call=1s", "lifeguard.clients.orders.timeout.connect=1s")
			.run((context) -> assertThat(output).doesNotContain("has no effect"));
	}

	@Test
	void defaultClientSaysWhomItReachesAndWhatEndsTheirCalls(CapturedOutput output) {
		this.contextRunner.withPropertyValues("lifeguard.clients.default.pool.max-connections=20")
			.run((context) -> assertThat(output).containsOnlyOnce(
					"client 'default': Spring Boot's RestClient.Builder and WebClient.Builder use it, and so does every library")
				.contains("after 10s without a byte (timeout.response), after 30s in all (timeout.call), "
						+ "and failed ones are repeated (retry.max-attempts=3)"));
	}

	@Test
	void limitsThatAreOffAreNotNamed(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("lifeguard.clients.default.timeout.call=0",
					"lifeguard.clients.default.retry.enabled=false")
			.run((context) -> assertThat(output)
				.contains("their calls end after 10s without a byte (timeout.response); give long calls"));
	}

	@Test
	void clientThatReachesNobodySaysNothing(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("lifeguard.clients.default.pool.max-connections=20",
					"lifeguard.tune-default-builders=false", "lifeguard.clients.orders.pool.max-connections=20")
			.run((context) -> assertThat(output).doesNotContain("and so does every library"));
	}

}
