package dev.lifeguard.neighbours;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A page of the documentation, for a reader who does what it says.
 */
final class Page {

	/** The path on a line of its own, and the block after it. */
	private static final Pattern FILE = Pattern.compile("^`([^`\\n]+)`\\n\\n```\\w+\\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern COMMANDS = Pattern.compile("^```sh\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern CODE = Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern PRINTED = Pattern.compile("^```text\\n(.*?)\\n```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern YAML = Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private final String text;

	Page(Path page) throws IOException {
		this.text = Files.readString(page);
	}

	/**
	 * Write the files that the page shows.
	 * @param folder where to
	 */
	void writeFiles(Path folder) throws IOException {
		List<MatchResult> files = FILE.matcher(this.text).results().toList();
		assertThat(files).isNotEmpty();
		for (MatchResult file : files) {
			Path path = folder.resolve(file.group(1));
			Files.createDirectories(path.getParent());
			Files.writeString(path, file.group(2));
		}
	}

	/**
	 * Return the commands that the page has one type.
	 * @param program what they begin with
	 * @return their arguments
	 */
	List<String> commands(String program) {
		return COMMANDS.matcher(this.text)
			.results()
			.flatMap((block) -> block.group(1).lines())
			.filter((line) -> line.startsWith(program + " "))
			.map((line) -> line.substring(program.length() + 1))
			.toList();
	}

	/**
	 * Return what the page says is printed.
	 */
	List<String> printed() {
		return PRINTED.matcher(this.text).results().map((block) -> block.group(1)).toList();
	}

	/**
	 * Return the Java that the page shows.
	 */
	List<String> code() {
		return CODE.matcher(this.text).results().map((block) -> block.group(1)).toList();
	}

	/**
	 * Return a text without indentation.
	 * @param text the text
	 */
	static String flat(String text) {
		return text.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

	/**
	 * Return what the page's YAML says of some clients.
	 * @param clients the clients' names
	 * @return properties, as {@code key=value}
	 */
	String[] properties(String... clients) {
		return YAML.matcher(this.text)
			.results()
			.flatMap((block) -> properties(block.group(1)).entrySet().stream())
			.filter((property) -> Stream.of(clients)
				.anyMatch((client) -> property.getKey().startsWith("lifeguard.clients." + client + ".")))
			.map((property) -> property.getKey() + "=" + property.getValue())
			.toArray(String[]::new);
	}

	private static Map<String, Object> properties(String yaml) {
		try {
			return new YamlPropertySourceLoader()
				.load("page", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
				.stream()
				.map((source) -> ((MapPropertySource) source).getSource())
				.findFirst()
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
