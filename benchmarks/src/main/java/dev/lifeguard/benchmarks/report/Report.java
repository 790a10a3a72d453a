package dev.lifeguard.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pages with the results, {@code performance.md} and those in the folder
 * {@code performance} beside it: a section is printed, and replaces what stood between
 * its two marks in whichever page has them.
 *
 * @since 0.1.0
 */
public final class Report {

	private static final String END = "<!-- end -->\n";

	private final Path page;

	private final Path folder;

	/**
	 * Create a report.
	 * @param folder where {@code performance.md} is, and the folder with the other pages
	 * and the pictures
	 */
	public Report(Path folder) {
		this.page = folder.resolve("performance.md");
		this.folder = folder.resolve("performance");
	}

	/**
	 * Print a section and write it into the page that has its marks, or at the end of the
	 * first page if none has.
	 * @param name the section's name, which its marks have
	 * @param text its text, in Markdown
	 * @throws IOException if the page cannot be written
	 */
	public void section(String name, String text) throws IOException {
		System.out.println(text);
		String begin = "<!-- measured: " + name + " -->\n";
		for (Path candidate : pages()) {
			String old = Files.readString(candidate);
			if (old.contains(begin)) {
				Files.writeString(candidate, replace(old, begin, text));
				return;
			}
		}
		String old = Files.exists(this.page) ? Files.readString(this.page) : "";
		Files.writeString(this.page, replace(old + "\n" + begin + END, begin, text));
	}

	private List<Path> pages() throws IOException {
		Files.createDirectories(this.folder);
		try (Stream<Path> others = Files.list(this.folder)) {
			return Stream.concat(Stream.of(this.page), others.sorted())
				.filter((file) -> file.toString().endsWith(".md") && Files.exists(file))
				.toList();
		}
	}

	private static String replace(String page, String begin, String text) {
		int from = page.indexOf(begin);
		int to = page.indexOf(END, from);
		return page.substring(0, from) + begin + text.strip() + "\n" + page.substring(to);
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
		return Files.createDirectories(this.folder).resolve(name);
	}

}
