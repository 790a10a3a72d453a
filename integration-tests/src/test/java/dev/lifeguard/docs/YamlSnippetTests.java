package dev.lifeguard.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.autoconfigure.reactive.LifeguardWebClientAutoConfiguration;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;
import dev.lifeguard.registry.ClientRegistry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.env.PropertiesPropertySourceLoader;
import org.springframework.boot.env.PropertySourceLoader;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application starts with the configuration that a page shows, and has the clients
 * that it names.
 */
class YamlSnippetTests {

	private static final String CLIENTS = "lifeguard.clients.";

	private static final Map<String, String> KEYS = known();

	private final ApplicationContextRunner application = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SslAutoConfiguration.class, LifeguardAutoConfiguration.class,
				LifeguardRestClientAutoConfiguration.class, LifeguardWebClientAutoConfiguration.class))
		.withBean(Shares.class, () -> (client, settings) -> Share.ALL)
		.withPropertyValues("PROXY_PASSWORD=secret", "wiremock.server.port=8080");

	static Stream<Fence> snippets() {
		return Fence.in("yaml", "properties");
	}

	static Stream<Fence> whole() {
		return snippets().filter(Fence::isRun);
	}

	@ParameterizedTest
	@MethodSource("whole")
	void applicationStarts(Fence snippet) {
		this.application
			.withInitializer(
					(context) -> sources(snippet).forEach(context.getEnvironment().getPropertySources()::addFirst))
			.run((context) -> {
				assertThat(context).as(snippet.toString()).hasNotFailed();
				assertThat(context.getBeanProvider(ClientRegistry.class).stream().flatMap((it) -> it.names().stream()))
					.as(snippet.toString())
					.containsExactlyInAnyOrderElementsOf(clients(snippet));
			});
	}

	private static Set<String> clients(Fence snippet) {
		return keys(snippet).filter((key) -> key.startsWith(CLIENTS))
			.map((key) -> key.substring(CLIENTS.length()).split("\\.")[0])
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** A key of ours that does not exist stops the application. */
	@ParameterizedTest
	@MethodSource("snippets")
	void keysOfOthersExist(Fence snippet) {
		assertThat(keys(snippet).filter((key) -> !key.startsWith("lifeguard."))).as(snippet.toString())
			.allMatch(YamlSnippetTests::isKnown);
	}

	private static boolean isKnown(String key) {
		return KEYS.containsKey(key) || KEYS.entrySet()
			.stream()
			.anyMatch((known) -> known.getValue().startsWith("java.util.Map") && key.startsWith(known.getKey() + "."));
	}

	private static Stream<String> keys(Fence snippet) {
		return sources(snippet).stream()
			.flatMap((source) -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()));
	}

	private static List<PropertySource<?>> sources(Fence snippet) {
		PropertySourceLoader loader = snippet.language().equals("yaml") ? new YamlPropertySourceLoader()
				: new PropertiesPropertySourceLoader();
		try {
			return loader.load(snippet.toString(),
					new ByteArrayResource(snippet.text().getBytes(StandardCharsets.UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the properties that libraries on the class path say they have.
	 * @return their types by name
	 */
	private static Map<String, String> known() {
		Map<String, String> known = new TreeMap<>();
		try {
			for (URL file : Collections
				.list(ClassLoader.getSystemResources("META-INF/spring-configuration-metadata.json"))) {
				JsonMapper.shared()
					.readTree(file.openStream())
					.path("properties")
					.forEach((key) -> known.put(key.path("name").asString(), key.path("type").asString("")));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return known;
	}

}
