package dev.lifeguard.benchmarks.cold;

import java.util.stream.Stream;

import dev.lifeguard.registry.LifeguardClients;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Calls of a client of a Spring Boot application.
 */
final class ApplicationCalls {

	private ApplicationCalls() {
	}

	/**
	 * Start an application with a client of Spring Boot's.
	 */
	static ColdCalls plain(boolean reactive, String url) {
		ConfigurableApplicationContext context = run("lifeguard.enabled=false",
				"spring.http.clients.imperative.factory=jdk", "spring.http.clients.reactive.connector=reactor");
		return reactive ? new Reactive(context.getBean(WebClient.Builder.class).baseUrl(url).build(), false)
				: new Blocking(context.getBean(RestClient.Builder.class).baseUrl(url).build(), false);
	}

	/**
	 * Start an application with a client of Lifeguard's.
	 */
	static ColdCalls ours(boolean reactive, boolean preload, String url) {
		String client = "lifeguard.clients.orders.";
		LifeguardClients clients = run("lifeguard.preload=" + preload, client + "base-url=" + url,
				client + "pool.max-connections=1", client + "pool.acquire-timeout=" + ColdCalls.LIMIT)
			.getBean(LifeguardClients.class);
		return reactive ? new Reactive(clients.webClient("orders"), true)
				: new Blocking(clients.restClient("orders"), true);
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.run(Stream.of(properties).map("--"::concat).toArray(String[]::new));
	}

	/**
	 * A client as {@code RestClient}.
	 */
	private record Blocking(RestClient client, boolean isBounded) implements ColdCalls {

		@Override
		public void call(String path) {
			this.client.get().uri(path).retrieve().body(String.class);
		}

	}

	/**
	 * A client as {@code WebClient}.
	 */
	private record Reactive(WebClient client, boolean isBounded) implements ColdCalls {

		@Override
		public void call(String path) {
			this.client.get().uri(path).retrieve().bodyToMono(String.class).block();
		}

	}

	/**
	 * Application without code of its own.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
