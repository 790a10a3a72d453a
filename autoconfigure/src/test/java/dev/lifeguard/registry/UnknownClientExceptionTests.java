package dev.lifeguard.registry;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link UnknownClientException}.
 */
class UnknownClientExceptionTests {

	@Test
	void namesThatExistAreListed() {
		assertThat(new UnknownClientException("order", new TreeSet<>(Set.of("billing", "orders"))))
			.hasMessage("There is no client 'order'. There are: billing, orders");
	}

	@Test
	void messageIsShortWhateverWasAskedFor() {
		String name = "x\n".repeat(1_000_000);
		Set<String> names = IntStream.range(100, 300)
			.mapToObj((number) -> "client-" + number)
			.collect(Collectors.toCollection(TreeSet::new));
		UnknownClientException failure = new UnknownClientException(name, names);
		assertThat(failure).hasMessageStartingWith(
				"There is no client '" + "x?".repeat(20) + "... (2000000 characters)'. There are: client-100, ");
		assertThat(failure).hasMessageEndingWith("client-119 and 180 more");
		assertThat(failure.getName()).isEqualTo(name);
		assertThat(failure.getNames()).isEqualTo(names);
		assertThat(new UnknownClientException(name, Set.of()).getMessage()).hasSizeLessThan(250);
	}

}
