package dev.lifeguard.benchmarks.soak;

import java.util.stream.Stream;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * An application with two clients: {@code orders}, and {@code small}, which refuses
 * callers soon.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class SoakApplication {

	static ConfigurableApplicationContext start(String url) {
		return new SpringApplicationBuilder(SoakApplication.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.run(Stream
				.of("defaults.timeout.response=500ms", "defaults.timeout.call=1s", "defaults.pool.max-idle-time=2s",
						"defaults.pool.evict-interval=1s", "clients.orders.base-url=" + url,
						"clients.orders.pool.max-connections=16", "clients.small.base-url=" + url,
						"clients.small.pool.max-connections=2", "clients.small.pool.max-pending=1",
						"clients.small.pool.acquire-timeout=50ms")
				.map("--lifeguard."::concat)
				.toArray(String[]::new));
	}

}
