package dev.lifeguard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the page about tests says is shown, is.
 */
class TestingPageTests {

	private static final Pattern NAMED = Pattern.compile("`((?:shop|scenario)/\\w+)`");

	@Test
	void testsThatAreNamedExist() throws IOException {
		List<String> named = NAMED.matcher(Files.readString(Path.of("../docs/testing.md")))
			.results()
			.map((match) -> match.group(1))
			.toList();
		assertThat(named).isNotEmpty()
			.allMatch((test) -> Files.exists(Path.of("src/test/java/dev/lifeguard/" + test + ".java")));
	}

}
