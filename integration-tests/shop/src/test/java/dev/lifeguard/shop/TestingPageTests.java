package dev.lifeguard.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests that the page about tests prints are the ones that run here.
 */
class TestingPageTests {

	private static final Pattern JAVA = Pattern.compile("^```(?:java|kotlin)\\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern TEST = Pattern.compile("@Test\\s.*?\\n\\t}\\n", Pattern.DOTALL);

	private static String page;

	private static String sources;

	@BeforeAll
	static void read() throws IOException {
		page = Files.readString(Path.of("../../docs/testing.md"));
		page = page.substring(0, page.indexOf("\n## Without the kit"));
		try (Stream<Path> files = Files.walk(Path.of("src/test"))) {
			sources = files.filter(Files::isRegularFile).map(TestingPageTests::read).collect(Collectors.joining("\n"));
		}
	}

	private static String read(Path file) {
		try {
			return flat(Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String flat(String code) {
		return code.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

	private static List<String> printed() {
		return JAVA.matcher(page).results().map((block) -> flat(block.group(1))).toList();
	}

	@Test
	void codeThatIsPrintedIsThatOfTheTests() {
		assertThat(printed()).hasSizeGreaterThan(10).allSatisfy((block) -> assertThat(sources).contains(block));
	}

	@Test
	void eachTestOfTheShopIsPrinted() throws IOException {
		List<String> tests = TEST.matcher(Files.readString(Path.of("src/test/java/dev/lifeguard/shop/ShopTests.java")))
			.results()
			.map((test) -> flat(test.group()))
			.toList();
		assertThat(tests).hasSize(10)
			.allSatisfy((test) -> assertThat(printed()).anyMatch((block) -> block.contains(test)));
	}

	@Test
	void eachTestAnswersAQuestion() {
		assertThat(Pattern.compile("^### \\d+\\. .+\\?$", Pattern.MULTILINE).matcher(page).results()).hasSize(10);
	}

}
