package dev.lifeguard.failure;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Echo}.
 */
class EchoTests {

	@Test
	void shortTextIsRepeated() {
		assertThat(Echo.of("orders")).isEqualTo("orders");
		assertThat(Echo.of(null)).isEqualTo("null");
		assertThat(Echo.of("x".repeat(40))).isEqualTo("x".repeat(40));
	}

	@Test
	void longTextIsCut() {
		assertThat(Echo.of("x".repeat(20_000_000))).isEqualTo("x".repeat(40) + "... (20000000 characters)");
		assertThat(Echo.ofReport("x".repeat(201))).isEqualTo("x".repeat(200) + "... (201 characters)");
	}

	@Test
	void charactersThatALogWouldObeyAreReplaced() {
		String escape = "\u001b[31mred\r\nINFO all is well\u202e\u2028\u009b";
		assertThat(Echo.of(escape)).isEqualTo("?[31mred??INFO all is well???");
		assertThat(Echo.isPrintable(escape)).isFalse();
		assertThat(Echo.isPrintable("Zoë \ud83d\udc8c")).isTrue();
		assertThat(Echo.of("x".repeat(39) + "\ud83d\udc8c")).startsWith("x".repeat(39) + "?...");
	}

	@Test
	void namesAreListedUpToABound() {
		List<String> names = IntStream.range(0, 238).mapToObj((number) -> "h" + number).toList();
		assertThat(Echo.first(names, 5)).isEqualTo("h0, h1, h2, h3, h4 and 233 more");
		assertThat(Echo.first(names.subList(0, 5), 5)).isEqualTo("h0, h1, h2, h3, h4");
	}

}
