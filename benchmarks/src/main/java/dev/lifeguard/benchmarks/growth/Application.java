package dev.lifeguard.benchmarks.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A Spring Boot application with nothing but clients. Its properties are in a file. The
 * peer's has the same libraries, and Lifeguard's auto-configurations are excluded.
 */
final class Application implements AutoCloseable {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final String SHARED = """
			lifeguard.defaults.pool.max-connections=%d
			lifeguard.defaults.pool.max-pending=%d
			lifeguard.defaults.pool.acquire-timeout=10m
			lifeguard.defaults.timeout.response=10m
			lifeguard.defaults.timeout.call=20m
			""";

	private final ConfigurableApplicationContext context;

	private final List<ConnectionProvider> providers = new ArrayList<>();

	private final List<WebClient> made = new ArrayList<>();

	private final Contestant contestant;

	private final Bounds bounds;

	private final String baseUrl;

	private Application(ConfigurableApplicationContext context, Contestant contestant, Bounds bounds, String baseUrl) {
		this.context = context;
		this.contestant = contestant;
		this.bounds = bounds;
		this.baseUrl = baseUrl;
	}

	/**
	 * Start an application whose clients call a port of this machine.
	 */
	static Application start(Contestant contestant, Bounds bounds, int clients, int port) throws IOException {
		String baseUrl = "http://127.0.0.1:" + port;
		String shared = SHARED.formatted(bounds.connections(), bounds.waiting());
		Path file = properties(contestant, (clients > 0) ? shared : "", clients, baseUrl);
		try {
			return new Application(run(file), contestant, bounds, baseUrl);
		}
		finally {
			Files.delete(file);
		}
	}

	/**
	 * Write the properties of an application.
	 */
	static Path properties(Contestant contestant, String shared, int clients, String baseUrl) throws IOException {
		String ours = IntStream.range(0, clients)
			.mapToObj((client) -> "lifeguard.clients.c%d.base-url=%s%n".formatted(client, baseUrl))
			.collect(Collectors.joining("", shared, ""));
		String text = (contestant == Contestant.OURS) ? ours : "spring.autoconfigure.exclude=" + lifeguards() + "\n";
		return Files.writeString(Files.createTempFile("growth", ".properties"), text);
	}

	private static String lifeguards() {
		return StreamSupport
			.stream(ImportCandidates.load(AutoConfiguration.class, Application.class.getClassLoader()).spliterator(),
					false)
			.filter((name) -> name.startsWith("dev.lifeguard."))
			.collect(Collectors.joining(","));
	}

	/**
	 * Run an application with nothing in it but auto-configuration.
	 */
	static ConfigurableApplicationContext run(Path properties) {
		return new SpringApplicationBuilder(Empty.class).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.registerShutdownHook(false)
			.run("--spring.config.location=file:" + properties);
	}

	/**
	 * Return the first clients.
	 */
	List<WebClient> clients(int count) {
		IntStream.range(0, count).mapToObj(this::client).forEach(this.made::add);
		return this.made;
	}

	/**
	 * Return one client; the peer's is made now.
	 */
	WebClient client(int number) {
		if (this.contestant == Contestant.OURS) {
			return this.context.getBean("c" + number + "WebClient", WebClient.class);
		}
		ConnectionProvider provider = ConnectionProvider.builder("c" + number)
			.maxConnections(this.bounds.connections())
			.pendingAcquireMaxCount(this.bounds.waiting())
			.pendingAcquireTimeout(LONG)
			.build();
		this.providers.add(provider);
		return bare(this.context, provider, this.baseUrl);
	}

	/**
	 * Make a client of Boot's on Reactor Netty.
	 */
	static WebClient bare(ConfigurableApplicationContext context, ConnectionProvider provider, String baseUrl) {
		return context.getBean(WebClient.Builder.class)
			.baseUrl(baseUrl)
			.clientConnector(new ReactorClientHttpConnector(HttpClient.create(provider)))
			.build();
	}

	/**
	 * Return a bean of the application.
	 */
	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		this.context.close();
		this.providers.forEach(ConnectionProvider::dispose);
	}

	/**
	 * Application without code of its own.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
