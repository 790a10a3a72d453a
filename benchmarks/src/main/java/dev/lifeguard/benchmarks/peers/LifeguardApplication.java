package dev.lifeguard.benchmarks.peers;

import java.util.Arrays;
import java.util.List;
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
			"timeout.call=" + Tuning.CALL };

	/**
	 * Start an application with one client.
	 * @param variant how it is set: {@code learned} has the built-in bound and learns its
	 * limit, {@code once} is the tuned one without retries
	 */
	static ConfigurableApplicationContext of(String variant, String baseUrl) {
		return of(variant, baseUrl, List.of(CLIENT));
	}

	static ConfigurableApplicationContext of(String variant, String baseUrl, List<String> clients) {
		Stream<String> urls = clients.stream().map((client) -> "clients." + client + ".base-url=" + baseUrl);
		return run(Stream.concat(urls, settings(variant).map("defaults."::concat)));
	}

	private static Stream<String> settings(String variant) {
		return switch (variant) {
			case "defaults" -> Stream.empty();
			case "tuned" -> Arrays.stream(OTHER_LINES);
			case "learned" ->
				Stream.of("limit.mode=adaptive", "timeout.response=" + Tuning.RESPONSE, "timeout.call=" + Tuning.CALL);
			case "once" -> Stream.concat(Arrays.stream(OTHER_LINES), Stream.of("retry.enabled=false"));
			default -> throw new IllegalArgumentException("No settings '" + variant + "'");
		};
	}

	private static ConfigurableApplicationContext run(Stream<String> properties) {
		SpringApplication application = new SpringApplication(LifeguardApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		return application.run(properties.map("--lifeguard."::concat).toArray(String[]::new));
	}

}
