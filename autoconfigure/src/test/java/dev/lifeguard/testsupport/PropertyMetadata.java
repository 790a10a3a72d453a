package dev.lifeguard.testsupport;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The properties that the module has, as the annotation processor found them.
 */
public final class PropertyMetadata {

	private PropertyMetadata() {
	}

	/**
	 * Return what is known of each property.
	 * @return descriptions by name
	 */
	public static Map<String, JsonNode> leaves() {
		return section("properties")
			.collect(Collectors.toMap((leaf) -> leaf.path("name").asString(), Function.identity()));
	}

	/**
	 * Return what an editor suggests.
	 * @return one entry per property that has suggestions
	 */
	public static Stream<JsonNode> hints() {
		return section("hints");
	}

	private static Stream<JsonNode> section(String name) {
		return JsonMapper.shared()
			.readTree(Path.of("target/classes/META-INF/spring-configuration-metadata.json"))
			.path(name)
			.valueStream();
	}

	/**
	 * Return the default of a property as a page writes it.
	 * @param leaf what is known of the property
	 * @return the default, empty if it has none of its own
	 */
	public static String defaultOf(JsonNode leaf) {
		JsonNode value = leaf.path("defaultValue");
		return value.isArray() ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(", "))
				: value.asString("");
	}

}
