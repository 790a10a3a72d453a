package dev.lifeguard.limit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link Limit}.
 */
class LimitTests {

	private final Limit limit = new Limit(50);

	@Test
	void limitIsTheConfiguredOneAtFirst() {
		assertThat(this.limit.getAsInt()).isEqualTo(50);
		assertThat(this.limit.configured()).isEqualTo(50);
	}

	@Test
	void changeKeepsTheConfiguredOne() {
		this.limit.change(7);
		assertThat(this.limit.getAsInt()).isEqualTo(7);
		assertThat(this.limit.configured()).isEqualTo(50);
	}

	@Test
	void resetGoesBackToTheConfiguredOne() {
		this.limit.change(7);
		this.limit.reset();
		assertThat(this.limit.getAsInt()).isEqualTo(50);
	}

	@Test
	void changeToTheSameIsAChange() {
		assertThat(this.limit.isChanged()).isFalse();
		this.limit.change(50);
		assertThat(this.limit.isChanged()).isTrue();
		this.limit.reset();
		assertThat(this.limit.isChanged()).isFalse();
	}

	@Test
	void changeToLessThanOneIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.limit.change(0)).withMessageContaining("(0)");
		assertThat(this.limit.getAsInt()).isEqualTo(50);
	}

}
