package dev.lifeguard.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The page with the results: what is measured is printed, and takes the place of what
 * stood between two marks of that page.
 *
 * @since 0.1.0
 */
public final class Report {

	private final Path page;

	private final Path pictures;

	/**
	 * Create a report.
	 * @param folder where the page is, and the folder with its pictures
	 */
	public Report(Path folder) {
		this.page = folder.resolve("performance.md");
		this.pictures = folder.resolve("performance");
	}

	/**
	 * Print a section and write it into the page.
	 * @param name the section's name, which its marks have
	 * @param text what it says, in Markdown
	 * @throws IOException if the page cannot be written
	 */
	public void section(String name, String text) throws IOException {
		System.out.println(text);
		String begin = "<!-- measured: " + name + " -->\n";
		String end = "<!-- end -->\n";
		String old = Files.exists(this.page) ? Files.readString(this.page) : "";
		int from = old.indexOf(begin);
		if (from < 0) {
			old = old + "\n" + begin + end;
			from = old.indexOf(begin);
		}
		int to = old.indexOf(end, from);
		Files.createDirectories(this.pictures);
		Files.writeString(this.page, old.substring(0, from) + begin + text.strip() + "\n" + old.substring(to));
	}

	/**
	 * Return where a picture belongs.
	 * @param name its name, without the ending
	 * @return the file, in a folder that exists
	 * @throws IOException if the folder cannot be made
	 */
	public Path picture(String name) throws IOException {
		return file(name + ".png");
	}

	/**
	 * Return where a file that goes with the page belongs.
	 * @param name its name
	 * @return the file, in a folder that exists
	 * @throws IOException if the folder cannot be made
	 */
	public Path file(String name) throws IOException {
		return Files.createDirectories(this.pictures).resolve(name);
	}

}
