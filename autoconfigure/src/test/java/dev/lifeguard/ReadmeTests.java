package dev.lifeguard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.autoconfigure.reactive.LifeguardWebClientAutoConfiguration;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.StuckBackend;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the first page shows is what happens.
 */
class ReadmeTests {

	private final String readme = read();

	@Test
	void messageIsTheOneThatIsThrown() {
		try (StuckBackend backend = new StuckBackend()) {
			backend.application()
				.withPropertyValues("lifeguard.clients.orders.pool.max-connections=20")
				.run((context) -> {
					String message = backend.exhaust(context.getBean(ClientRegistry.class)).getMessage();
					assertThat(withoutChance(block("text"))).isEqualTo(withoutChance(message));
				});
		}
	}

	@Test
	void yamlMakesTheClientsThatTheCodeNames() {
		new ApplicationContextRunner().withInitializer(this::addYaml)
			.withConfiguration(AutoConfigurations.of(LifeguardRestClientAutoConfiguration.class,
					LifeguardWebClientAutoConfiguration.class, LifeguardAutoConfiguration.class))
			.run((context) -> assertThat(context).hasBean("ordersRestClient").hasBean("ordersWebClient"));
		assertThat(block("java")).contains("@Qualifier(\"orders\")");
	}

	private void addYaml(ConfigurableApplicationContext context) {
		ByteArrayResource yaml = new ByteArrayResource(block("yaml").getBytes(StandardCharsets.UTF_8));
		try {
			new YamlPropertySourceLoader().load("readme", yaml)
				.forEach(context.getEnvironment().getPropertySources()::addFirst);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String block(String language) {
		String fence = "```" + language + "\n";
		int start = this.readme.indexOf(fence) + fence.length();
		return this.readme.substring(start, this.readme.indexOf("\n```", start));
	}

	private static String withoutChance(String text) {
		return text.replaceAll("(remote=|waited=|oldest=|p99 )\\S+", "$1").strip();
	}

	private static String read() {
		try {
			return Files.readString(Path.of("../README.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
