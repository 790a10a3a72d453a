package dev.lifeguard.testsupport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ByteArrayResource;

/**
 * The configuration that a page of the documentation shows.
 */
public final class PageYaml {

	private static final Pattern BLOCK = Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private final Map<String, String> properties = new LinkedHashMap<>();

	/**
	 * Read a page.
	 * @param page the page
	 * @throws IOException if that fails
	 */
	public PageYaml(Path page) throws IOException {
		for (MatchResult block : BLOCK.matcher(Files.readString(page)).results().toList()) {
			ByteArrayResource yaml = new ByteArrayResource(block.group(1).getBytes(StandardCharsets.UTF_8));
			new YamlPropertySourceLoader().load("page", yaml).forEach(this::add);
		}
	}

	private void add(PropertySource<?> source) {
		for (String key : ((EnumerablePropertySource<?>) source).getPropertyNames()) {
			this.properties.put(key, String.valueOf(source.getProperty(key)));
		}
	}

	/**
	 * Return what the page says below a key, and of that key.
	 * @param key the key
	 * @param change what happens to each value
	 * @return properties, as {@code key=value}
	 */
	public String[] below(String key, UnaryOperator<String> change) {
		return this.properties.entrySet()
			.stream()
			.filter((property) -> (property.getKey() + ".").startsWith(key + "."))
			.map((property) -> property.getKey() + "=" + change.apply(property.getValue()))
			.toArray(String[]::new);
	}

}
