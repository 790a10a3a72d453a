package dev.lifeguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.client.Setting;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.PropertyMetadata;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The properties as an editor shows them, as the page lists them and as the code has
 * them.
 */
class ConfigurationMetadataTests {

	private static final String DEFAULTS = "lifeguard.defaults.";

	private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (?:`([^`]+)`|–) \\| .+ \\|");

	private final Map<String, JsonNode> leaves = PropertyMetadata.leaves();

	@Test
	void leavesHaveTypesAndDescriptions() {
		assertThat(this.leaves).isNotEmpty();
		assertThat(this.leaves.values()).allSatisfy((leaf) -> {
			assertThat(leaf.path("type").asString("")).as(leaf.toString()).isNotEmpty();
			assertThat(leaf.path("description").asString("")).as(leaf.toString())
				.isNotEmpty()
				.endsWith(".")
				.doesNotStartWith("The ")
				.doesNotStartWith("A ");
		});
	}

	@Test
	void defaultsAreThoseOfTheCode() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LifeguardAutoConfiguration.class))
			.withPropertyValues("lifeguard.clients.orders.base-url=http://localhost")
			.run((context) -> assertThat(definedDefaults())
				.isEqualTo(builtIn(context.getBean(ClientRegistry.class).client("orders").settings().effective())));
	}

	@Test
	void hintsAreForPropertiesThatExistAndHoldTheirDefaults() {
		Map<String, String> hints = PropertyMetadata.hints()
			.collect(Collectors.toMap((hint) -> hint.path("name").asString(),
					(hint) -> hint.path("values")
						.valueStream()
						.map((value) -> value.path("value").asString(""))
						.collect(Collectors.joining(", "))));
		assertThat(hints).isNotEmpty();
		assertThat(hints.keySet()).allMatch((name) -> this.leaves.containsKey(name.replaceFirst("\\.keys$", "")));
		List.of("retry.statuses", "retry.methods")
			.forEach((key) -> assertThat(hints.get(DEFAULTS + key).split(", "))
				.contains(PropertyMetadata.defaultOf(this.leaves.get(DEFAULTS + key)).split(", ")));
	}

	@Test
	void hintedValuesAreAccepted() {
		List<String> hinted = PropertyMetadata.hints()
			.filter((hint) -> !hint.path("name").asString().endsWith(".keys"))
			.flatMap((hint) -> hint.path("values")
				.valueStream()
				.map((value) -> hint.path("name").asString() + "=" + value.path("value").asString()))
			.toList();
		assertThat(hinted).hasSizeGreaterThan(10)
			.allSatisfy((property) -> new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(LifeguardAutoConfiguration.class))
				.withPropertyValues("lifeguard.clients.orders.proxy.type=http",
						"lifeguard.clients.orders.proxy.host=localhost", "lifeguard.clients.orders.proxy.port=3128",
						"wiremock.server.port=8080", property)
				.run((context) -> assertThat(context.getBean(ClientRegistry.class).names()).contains("orders")));
	}

	@Test
	void pageHasTheSameKeysAndDefaults() throws IOException {
		Map<String, String> documented = Files.readAllLines(Path.of("../docs/configuration.md"))
			.stream()
			.map(ROW::matcher)
			.filter((row) -> row.matches())
			.collect(Collectors.toMap((row) -> property(row.group(1)),
					(row) -> (row.group(2) != null) ? row.group(2) : ""));
		Map<String, String> present = new TreeMap<>();
		this.leaves.forEach((name, leaf) -> present.put(name, PropertyMetadata.defaultOf(leaf)));
		assertThat(new TreeMap<>(documented)).isEqualTo(present);
	}

	private static String property(String key) {
		return key.matches("(lifeguard|management)\\..*") ? key : DEFAULTS + key;
	}

	/**
	 * What holds only because another property has its value, or depends on the traffic,
	 * has no default of its own.
	 */
	private static Map<String, String> builtIn(Map<String, Setting> effective) {
		Map<String, String> builtIn = new TreeMap<>();
		effective.forEach((key, setting) -> builtIn.put(DEFAULTS + key, readable(written(setting.value()))));
		builtIn.keySet()
			.removeAll(Set.of(DEFAULTS + "base-url", DEFAULTS + "pool.max-pending",
					DEFAULTS + "pool.max-connections-per-host", DEFAULTS + "leak.threshold",
					DEFAULTS + "retry.budget.cap", DEFAULTS + "retry.budget.min-per-second"));
		builtIn.put(DEFAULTS + "protocol", "http1");
		return builtIn;
	}

	private Map<String, String> definedDefaults() {
		Map<String, String> defaults = new TreeMap<>();
		this.leaves.forEach((name, leaf) -> {
			if (name.startsWith(DEFAULTS) && leaf.has("defaultValue")) {
				defaults.put(name, readable(PropertyMetadata.defaultOf(leaf)));
			}
		});
		return defaults;
	}

	private static String written(Object value) {
		return (value instanceof Collection<?> values)
				? values.stream().map(Object::toString).collect(Collectors.joining(", ")) : number(value);
	}

	private static String number(Object value) {
		return (value instanceof Double number && number % 1 == 0) ? Integer.toString(number.intValue())
				: value.toString();
	}

	private static String readable(String value) {
		return value.matches("\\d+[a-z]+") ? DurationStyle.SIMPLE.parse(value).toString()
				: value.toLowerCase(Locale.ROOT);
	}

}
