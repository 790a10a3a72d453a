package dev.lifeguard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents and code have none of the phrases that a native reader stops at.
 */
class PlainEnglishTests {

	private static final List<String> PHRASES = List.of("of late", "for ever", "goes on on", "(is|are|was|were) said",
			"who reads", "becomes? of", "(came|comes?) home", "nothing else is said");

	private static final Pattern ODD = Pattern.compile("\\b(" + String.join("|", PHRASES) + ")\\b",
			Pattern.CASE_INSENSITIVE);

	/** Javadoc of a type whose first word is a question's. */
	private static final Pattern QUESTION = Pattern
		.compile("/\\*\\*\\s+\\* (What|How|Which|Where|Why|Who|When|Whose) (?:(?!\\*/).)*\\*/\\s+"
				+ "(?:@[^\\n]+\\s+)*(?:\\w+ )*(?:class|interface|enum|record|@interface) ", Pattern.DOTALL);

	static Stream<Path> pages() throws IOException {
		Stream<Path> first = Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md").map(Path.of("..")::resolve);
		return Stream.concat(first, files("../docs", ".md"));
	}

	static Stream<Path> sources() throws IOException {
		return Stream.concat(files("src/main/java", ".java"), files("../benchmarks/src/main/java", ".java"));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void pageIsInPlainEnglish(Path page) {
		assertThat(odd(read(page))).isEmpty();
	}

	@Test
	void codeIsInPlainEnglish() throws IOException {
		assertThat(sources()).isNotEmpty().allSatisfy((source) -> assertThat(odd(read(source))).isEmpty());
	}

	@Test
	void classesAreDescribedByANoun() throws IOException {
		assertThat(sources()).isNotEmpty()
			.allSatisfy((source) -> assertThat(read(source)).doesNotContainPattern(QUESTION));
	}

	@ParameterizedTest
	@ValueSource(strings = { "the calls of late", "waits for ever", "whatever thread it goes on on",
			"it is said to leak", "Who reads it gets", "what becomes of a call", "a response\n\t * comes home" })
	void phraseIsFound(String text) {
		assertThat(odd(text)).hasSize(1);
	}

	@Test
	void questionIsFound() {
		assertThat("/**\n * What is known.\n */\n@Deprecated\npublic final class Known {").containsPattern(QUESTION);
	}

	private static List<String> odd(String text) {
		return ODD.matcher(text.replaceAll("\\s+(\\* |// )?", " ")).results().map((match) -> match.group()).toList();
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Path> files(String folder, String end) throws IOException {
		try (Stream<Path> files = Files.walk(Path.of(folder))) {
			return files.filter((file) -> file.toString().endsWith(end)).toList().stream();
		}
	}

}
