package dev.lifeguard.neighbours;

import java.util.Map;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.registry.LifeguardClients;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A small application with everything auto-configured, Lifeguard and its neighbours.
 */
final class App implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private App(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Start an application.
	 * @param type its type
	 * @param sources its own configuration
	 * @param properties its properties, as {@code key=value}
	 * @return the application
	 */
	static App start(WebApplicationType type, Class<?>[] sources, String... properties) {
		return new App(new SpringApplicationBuilder(Auto.class).sources(sources)
			.web(type)
			.properties("server.port=0", "server.address=127.0.0.1", "spring.main.banner-mode=off",
					"spring.main.log-startup-info=false", "lifeguard.defaults.retry.backoff.base=10ms",
					"management.endpoints.web.exposure.include=httppools")
			.properties(properties)
			.run());
	}

	LifeguardClients clients() {
		return bean(LifeguardClients.class);
	}

	/**
	 * Make a call of the client {@code orders}.
	 * @param face the kind of client
	 * @param uri where it goes
	 * @return the body
	 */
	String get(Face face, String uri) {
		return face.get(clients().restClient("orders"), clients().webClient("orders"), uri);
	}

	/**
	 * Return what a client has counted.
	 * @param client the client's name
	 * @return the counters
	 */
	Map<String, Long> counters(String client) {
		return client(client).counters();
	}

	ManagedClient client(String name) {
		return bean(ClientRegistry.class).client(name);
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	String url() {
		return "http://127.0.0.1:" + this.context.getEnvironment().getProperty("local.server.port");
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What every application has.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Auto {

	}

}
