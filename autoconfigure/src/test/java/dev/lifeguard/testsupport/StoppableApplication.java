package dev.lifeguard.testsupport;

import dev.lifeguard.registry.LifeguardClients;
import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A web application in a JVM of its own, to be told to stop.
 */
public final class StoppableApplication {

	/** What stands before the port in its output. */
	public static final String PORT = "port=";

	private StoppableApplication() {
	}

	/**
	 * Start the application.
	 * @param arguments the backend's URL
	 */
	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = new SpringApplicationBuilder(Auto.class)
			.web(WebApplicationType.SERVLET)
			.properties("server.port=0", "server.address=127.0.0.1", "server.shutdown=graceful",
					"lifeguard.clients.orders.base-url=" + arguments[0],
					"lifeguard.clients.orders.pool.max-connections=5",
					"lifeguard.clients.orders.pool.acquire-timeout=20s")
			.run();
		System.out.println(PORT + context.getEnvironment().getProperty("local.server.port"));
	}

	/**
	 * Everything auto-configured, and three pages.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(Pages.class)
	static class Auto {

	}

	/**
	 * Calls the backend, and says how many calls wait.
	 */
	@RestController
	static class Pages {

		private final LifeguardClients clients;

		Pages(LifeguardClients clients) {
			this.clients = clients;
		}

		@GetMapping("/rest")
		String rest() {
			return String.valueOf(this.clients.restClient("orders").get().uri("/").retrieve().body(String.class));
		}

		@GetMapping("/web")
		Mono<String> web() {
			return this.clients.webClient("orders").get().uri("/").retrieve().bodyToMono(String.class);
		}

		@GetMapping("/waiting")
		int waiting() {
			return this.clients.snapshot("orders").pending();
		}

	}

}
