package dev.lifeguard.docs;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Block of code on a page.
 *
 * @param page the page
 * @param line its line
 * @param language the language that it says it is in, empty for none
 * @param text the code
 * @param excuse why it cannot be run or compiled here, empty if it can
 */
record Fence(Path page, int line, String language, String text, String excuse) {

	/**
	 * Return the blocks of all pages.
	 * @param languages the languages that they are in
	 */
	static Stream<Fence> in(String... languages) {
		return Page.all().flatMap(Page::fences).filter((fence) -> List.of(languages).contains(fence.language()));
	}

	boolean isRun() {
		return this.excuse.isEmpty();
	}

	@Override
	public String toString() {
		return this.page + ":" + this.line;
	}

}
