package dev.lifeguard.client;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link DeclaredLength}.
 */
class DeclaredLengthTests {

	@Test
	void nothingIsCheckedWhereNothingIsDeclared() {
		DeclaredLength length = DeclaredLength.of(List.of());
		assertThat(length.isDeclared()).isFalse();
		assertThat(length.add(1000).isReached()).isFalse();
		assertThatNoException().isThrownBy(length::end);
		assertThatNoException().isThrownBy(() -> length.check(5));
	}

	@Test
	void bodyMayHaveExactlyWhatIsDeclared() {
		DeclaredLength length = declared("3");
		assertThat(length.isDeclared()).isTrue();
		assertThat(length.add(1).isReached()).isFalse();
		assertThat(length.add(2).isReached()).isTrue();
		assertThatNoException().isThrownBy(length::end);
		assertThatIllegalArgumentException().isThrownBy(() -> length.add(1))
			.withMessage("the request declares Content-Length 3 and its body has more: at least 4 bytes");
	}

	@Test
	void bodyThatIsTooShortIsNoticedAtItsEnd() {
		DeclaredLength length = declared("3").add(2);
		assertThatIllegalArgumentException().isThrownBy(length::end)
			.withMessage("the request declares Content-Length 3 and its body has only 2 bytes");
	}

	@Test
	void nothingIsReachedAtOnce() {
		assertThat(declared("0").isReached()).isTrue();
		assertThat(declared("0").isDeclared()).isTrue();
	}

	@Test
	void bodyInMemoryIsCheckedAtOnce() {
		assertThatNoException().isThrownBy(() -> declared("3").check(3));
		assertThatIllegalArgumentException().isThrownBy(() -> declared("3").check(4))
			.withMessage("the request declares Content-Length 3 and its body has more: 4 bytes");
		assertThatIllegalArgumentException().isThrownBy(() -> declared("3").check(2))
			.withMessage("the request declares Content-Length 3 and its body has only 2 bytes");
	}

	@Test
	void largeLengthsAreNotCutOff() {
		assertThat(declared("999999999999999999").add(999_999_999_999_999_999L).isReached()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "-1", "+1", "1,1", "0x1", "1 ", "a", "1000000000000000000" })
	void whatIsNoLengthIsRefused(String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> declared(value))
			.withMessage("the header 'Content-Length' cannot be sent: its value is not a number of bytes");
	}

	@Test
	void twoLengthsAreRefusedEvenIfTheyAreEqual() {
		assertThatIllegalArgumentException().isThrownBy(() -> declared("1", "1"))
			.withMessage("the header 'Content-Length' cannot be sent: it occurs 2 times");
	}

	private static DeclaredLength declared(String... values) {
		return DeclaredLength.of(Arrays.asList(values));
	}

}
