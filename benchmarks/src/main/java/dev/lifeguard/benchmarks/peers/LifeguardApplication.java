package dev.lifeguard.benchmarks.peers;

import java.util.Arrays;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application as a user would write it: with a client that is made by properties only.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LifeguardApplication {

	static final String CLIENT = "orders";

	/** The five are these and {@code base-url}. */
	private static final String[] OTHER_LINES = { "pool.max-connections=" + Tuning.CONNECTIONS,
			"pool.max-pending=" + Tuning.PENDING, "timeout.response=" + Tuning.RESPONSE,
			"timeout.call=" + Tuning.RESPONSE };

	static ConfigurableApplicationContext defaults(String baseUrl) {
		return run("base-url=" + baseUrl);
	}

	static ConfigurableApplicationContext tuned(String baseUrl) {
		return run(Stream.concat(Stream.of("base-url=" + baseUrl), Arrays.stream(OTHER_LINES)).toArray(String[]::new));
	}

	/**
	 * Start one with other settings: {@code learned} has the built-in bound and learns
	 * its limit, {@code once} is the tuned one without retries.
	 */
	static ConfigurableApplicationContext other(String variant, String baseUrl) {
		return switch (variant) {
			case "learned" -> run("base-url=" + baseUrl, "limit.mode=adaptive", "timeout.response=" + Tuning.RESPONSE,
					"timeout.call=" + Tuning.RESPONSE);
			case "once" ->
				run(Stream.concat(Stream.of("base-url=" + baseUrl, "retry.enabled=false"), Arrays.stream(OTHER_LINES))
					.toArray(String[]::new));
			default -> throw new IllegalArgumentException("No settings '" + variant + "'");
		};
	}

	private static ConfigurableApplicationContext run(String... properties) {
		SpringApplication application = new SpringApplication(LifeguardApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		return application.run(Arrays.stream(properties)
			.map((property) -> "--lifeguard.clients." + CLIENT + "." + property)
			.toArray(String[]::new));
	}

}
