package dev.lifeguard.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links of the documentation, and its pictures, lead to what exists.
 */
class LinkTests {

	static Stream<Page> pages() {
		return Page.all();
	}

	@Test
	void pagesAreFound() {
		assertThat(pages().map(Page::toString)).contains("README.md", "CHANGELOG.md", "docs/diagnosis.md",
				"docs/performance/bad-days.md", "sample-app/README.md");
	}

	@ParameterizedTest
	@MethodSource("pages")
	void linksLeadSomewhere(Page page) {
		assertThat(page.links()).as(page.toString()).allMatch(page::leadsSomewhere);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyReferenceIsDefined(Page page) {
		assertThat(page.prose()).as(page.toString()).noneMatch((text) -> text.contains("]["));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "Who is served next | who-is-served-next", "Cause SLOW_BACKEND | cause-slow_backend",
					"client …: it's RestClient.Builder, at 50 % | client--its-restclientbuilder-at-50-",
					"Größe – wie groß? | größe--wie-groß" })
	void anchorsAreThoseOfGitHub(String heading, String anchor) {
		assertThat(Page.anchor(heading)).isEqualTo(anchor);
	}

	@Test
	void headingsWithTheSameTextAreCounted(@TempDir Path folder) throws Exception {
		Path file = Files.writeString(folder.resolve("page.md"),
				"# A `b`\n\n## A b\n\n```\n# No heading\n```\n\n### [A](x) b");
		assertThat(new Page(file).anchors()).containsExactlyInAnyOrder("a-b", "a-b-1", "a-b-2");
	}

}
