package dev.lifeguard.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Commands of the documentation can be parsed, and name modules, tests and files that
 * exist.
 */
class ShellSnippetTests {

	private static final Path BASH = Path.of("/bin/bash");

	private static final Pattern MODULES = Pattern.compile("-pl ([\\w,./-]+)");

	private static final Pattern TESTS = Pattern.compile("-Dtest='?([\\w,]+)");

	private static final Pattern JAR = Pattern.compile("([\\w-]+)/target/([\\w-]+)\\.jar");

	@BeforeAll
	static void needBash() {
		assumeThat(BASH).isExecutable();
	}

	static Stream<Fence> snippets() {
		return Fence.in("sh");
	}

	static Stream<Fence> dialogues() {
		return Fence.in("", "text").filter((fence) -> fence.text().startsWith("$ "));
	}

	static Stream<Page> pagesWithCommands() {
		return Page.all().filter((page) -> !page.found(MODULES).isEmpty());
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void snippetIsParsed(Fence snippet) throws Exception {
		assertThat(complaints(snippet.text())).as(snippet.toString()).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("dialogues")
	void whatIsTypedIsParsed(Fence dialogue) throws Exception {
		String typed = dialogue.text()
			.lines()
			.filter((line) -> line.startsWith("$ "))
			.map((line) -> line.substring(2))
			.collect(Collectors.joining("\n"));
		assertThat(complaints(typed)).as(dialogue.toString()).isEmpty();
	}

	private static String complaints(String script) throws IOException, InterruptedException {
		Process bash = new ProcessBuilder(BASH.toString(), "-n", "-c", script).redirectErrorStream(true).start();
		String complaints = new String(bash.getInputStream().readAllBytes());
		return complaints + ((bash.waitFor() != 0) ? "failed" : "");
	}

	@ParameterizedTest
	@MethodSource("snippets")
	void filesExist(Fence snippet) {
		assertThat(Stream.of(snippet.text().split("[\\s\"';=]+")).filter(ShellSnippetTests::isOurs))
			.as(snippet.toString())
			.allMatch((path) -> Files.exists(Repository.ROOT.resolve(path.replaceFirst("[^/]*[*$].*", ""))));
	}

	private static boolean isOurs(String word) {
		int folder = word.indexOf('/');
		return folder > 0 && !("/" + word).contains("/target/")
				&& Files.isDirectory(Repository.ROOT.resolve(word.substring(0, folder)));
	}

	@ParameterizedTest
	@MethodSource("pagesWithCommands")
	void modulesAndTestsExist(Page page) {
		assertThat(names(page.found(MODULES))).as(page.toString()).allMatch((module) -> Files.exists(pom(module)));
		assertThat(names(page.found(TESTS))).as(page.toString())
			.allMatch((test) -> Repository.files("/" + test + ".java").findAny().isPresent());
		assertThat(page.found(JAR)).as(page.toString())
			.allMatch((jar) -> Repository.read(pom(jar.group(1))).contains(">" + jar.group(2)));
	}

	private static List<String> names(List<MatchResult> lists) {
		return lists.stream().flatMap((list) -> Stream.of(list.group(1).split(","))).toList();
	}

	private static Path pom(String module) {
		return Repository.ROOT.resolve(module).resolve("pom.xml");
	}

}
