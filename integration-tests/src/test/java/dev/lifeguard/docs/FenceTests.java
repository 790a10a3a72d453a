package dev.lifeguard.docs;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever a page shows in a language is checked by a test for that language, or the page
 * says why it is not, in a comment before the block: {@code <!-- not run: … -->}.
 */
class FenceTests {

	private static final List<String> CHECKED = List.of("java", "kotlin", "properties", "sh", "xml", "yaml");

	private static final Pattern COMMAND = Pattern.compile("^(?:[A-Z_]+=\\S+ )?(?:mvn|java|curl|git|cd|npm) ",
			Pattern.MULTILINE);

	static Stream<Fence> fences() {
		return Page.all().flatMap(Page::fences);
	}

	@ParameterizedTest
	@MethodSource("fences")
	void languageHasATest(Fence fence) {
		if (fence.language().matches("|text")) {
			assertThat(fence.text()).as("%s: to be marked as sh", fence).doesNotContainPattern(COMMAND);
		}
		else {
			assertThat(fence).matches((it) -> CHECKED.contains(it.language()) || !it.isRun());
		}
	}

}
