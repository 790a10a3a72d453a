package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Priority}.
 */
class PriorityTests {

	@Test
	void attributeThatIsNotThereChangesNothing() {
		assertThat(Priority.of(null, Priority.HIGH)).isSameAs(Priority.HIGH);
		assertThat(Priority.of(null, Priority.LOW)).isSameAs(Priority.LOW);
	}

	@ParameterizedTest
	@EnumSource
	void attributeIsAPriorityOrItsName(Priority priority) {
		assertThat(Priority.of(priority, Priority.NORMAL)).isSameAs(priority);
		assertThat(Priority.of(priority.name(), Priority.NORMAL)).isSameAs(priority);
	}

	@ParameterizedTest
	@ValueSource(strings = { "low", "LOW", "Low", "lOW" })
	void caseOfTheNameDoesNotMatter(String name) {
		assertThat(Priority.of(name, Priority.HIGH)).isSameAs(Priority.LOW);
		assertThat(Priority.of(new StringBuilder(name), Priority.HIGH)).isSameAs(Priority.LOW);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " low", "urgent", "0" })
	void everythingElseIsRefusedWithWhatIsPossible(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> Priority.of(name, Priority.NORMAL))
			.withMessage("the request attribute 'lifeguard.priority' cannot be '%s': HIGH, NORMAL and LOW are possible",
					name);
	}

	@Test
	void valueOfAnotherTypeIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> Priority.of(1, Priority.NORMAL))
			.withMessageContaining("cannot be '1'");
	}

	@Test
	void whatIsRefusedIsShownShortAndWithoutControlCharacters() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Priority.of("\n\u001b" + "x".repeat(10_000), Priority.LOW))
			.satisfies((failure) -> assertThat(failure.getMessage()).contains("'??xxx")
				.contains("(10002 characters)")
				.hasSizeLessThan(200));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 1", "4, 4", "5, 4", "6, 5", "9, 8", "10, 8", "50, 40", "54, 44", "100, 80" })
	void lowLeavesTheLastFifthRoundedDown(int permits, int share) {
		assertThat(Priority.LOW.share(permits)).isEqualTo(share);
		assertThat(Priority.NORMAL.share(permits)).isEqualTo(permits);
		assertThat(Priority.HIGH.share(permits)).isEqualTo(permits);
	}

	@Test
	void higherOnesComeFirst() {
		assertThat(Priority.values()).containsExactly(Priority.HIGH, Priority.NORMAL, Priority.LOW);
	}

}
