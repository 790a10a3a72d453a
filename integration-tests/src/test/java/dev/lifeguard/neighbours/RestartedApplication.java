package dev.lifeguard.neighbours;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.registry.LifeguardClients;
import io.micrometer.core.instrument.Metrics;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that makes calls, says what it has, and has DevTools start it again,
 * twice.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class RestartedApplication {

	private static final int STARTS = 3;

	public static void main(String[] args) {
		SpringApplication.run(RestartedApplication.class, args);
	}

	@Bean
	ApplicationRunner calls(LifeguardClients clients) {
		return (arguments) -> {
			clients.restClient("orders").get().uri("/").retrieve().toBodilessEntity();
			clients.webClient("orders").get().uri("/").retrieve().toBodilessEntity().block(Duration.ofSeconds(10));
			int start = Integer.getInteger("starts", 0) + 1;
			System.setProperty("starts", Integer.toString(start));
			System.out.printf("start %d by %s: threads=%s registries=%d%n", start,
					RestartedApplication.class.getClassLoader().getClass().getSimpleName(), threads(),
					Metrics.globalRegistry.getRegistries().size());
			Thread next = new Thread(() -> goOn(start), "next");
			next.setDaemon(true);
			next.start();
		};
	}

	/**
	 * Return the threads that an application has for as long as it lives. Those that tell
	 * come when there is something to tell, and go by themselves.
	 */
	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("lifeguard") && !name.startsWith("lifeguard-teller"))
			.sorted()
			.toList();
	}

	private static void goOn(int start) {
		if (start < STARTS) {
			Restarter.getInstance().restart();
		}
		else {
			System.out.println("done");
		}
	}

}
