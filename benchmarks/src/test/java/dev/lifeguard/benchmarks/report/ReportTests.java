package dev.lifeguard.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Report}: a section is written where its marks are.
 */
class ReportTests {

	@TempDir
	private Path folder;

	@Test
	void sectionReplacesWhatStoodBetweenItsMarksInTheFirstPage() throws IOException {
		write("performance.md", "before\n<!-- measured: calls -->\nold\n<!-- end -->\nafter\n");

		new Report(this.folder).section("calls", "new");

		assertThat(read("performance.md")).isEqualTo("before\n<!-- measured: calls -->\nnew\n<!-- end -->\nafter\n");
	}

	@Test
	void sectionIsWrittenInTheOtherPageThatHasItsMarks() throws IOException {
		write("performance.md", "<!-- measured: calls -->\nold\n<!-- end -->\n");
		write("performance/growth.md", "<!-- measured: growth -->\n<!-- end -->\n");
		write("performance/growth.png", "no text");

		new Report(this.folder).section("growth", "new");

		assertThat(read("performance/growth.md")).isEqualTo("<!-- measured: growth -->\nnew\n<!-- end -->\n");
		assertThat(read("performance.md")).contains("old");
	}

	@Test
	void sectionWithoutMarksIsAddedToTheFirstPage() throws IOException {
		new Report(this.folder).section("calls", "new");

		assertThat(read("performance.md")).isEqualTo("\n<!-- measured: calls -->\nnew\n<!-- end -->\n");
	}

	private void write(String page, String text) throws IOException {
		Path file = this.folder.resolve(page);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private String read(String page) throws IOException {
		return Files.readString(this.folder.resolve(page));
	}

}
