package dev.lifeguard.benchmarks.learning;

import java.util.Map;
import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with a client for each entrant, which differ in their limits only.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class LimitApplication {

	private static final int MOST_WAITING = 200;

	private static final String THRESHOLD = "5s";

	static ConfigurableApplicationContext start(Trial trial, Map<Entrant, WorkBackend> backends) {
		Stream<String> common = Stream
			.of("pool.max-pending=" + MOST_WAITING, "timeout.response=" + trial.response(),
					"timeout.call=" + trial.patience(), "leak.threshold=" + THRESHOLD)
			.map("defaults."::concat);
		Stream<String> own = backends.entrySet()
			.stream()
			.flatMap((entry) -> entry.getKey().properties(entry.getValue().url()));
		SpringApplication application = new SpringApplication(LimitApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		return application.run(Stream.concat(common, own).map("--lifeguard."::concat).toArray(String[]::new));
	}

}
