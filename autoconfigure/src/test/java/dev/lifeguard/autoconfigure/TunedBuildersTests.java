package dev.lifeguard.autoconfigure;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link TunedBuilders}.
 */
class TunedBuildersTests {

	private final Object builder = new Object();

	@Test
	void builderIsTheApplicationsOwn() {
		assertThat(TunedBuilders.leavesAlone(this.builder)).isFalse();
		assertThat(TunedBuilders.isTuned(this.builder)).isFalse();
	}

	@Test
	void tunedBuilderIsRemembered() {
		TunedBuilders.tuned(this.builder);
		assertThat(TunedBuilders.isTuned(this.builder)).isTrue();
		assertThat(TunedBuilders.isTuned(new Object())).isFalse();
	}

	@Test
	void builderOfAnotherKindIsLeftAlone() {
		TunedBuilders.leaveAlone(this.builder);
		assertThat(TunedBuilders.leavesAlone(this.builder)).isTrue();
		assertThat(TunedBuilders.leavesAlone(new Object())).isFalse();
	}

	@Test
	void buildersAreLeftAloneWhileAnUntunedOneIsMade() {
		boolean meanwhile = TunedBuilders.untuned(() -> TunedBuilders.leavesAlone(this.builder));
		assertThat(meanwhile).isTrue();
		assertThat(TunedBuilders.leavesAlone(this.builder)).isFalse();
	}

	@Test
	void untunedBuilderWithinAnotherDoesNotEndTheOuterOne() {
		boolean afterwards = TunedBuilders.untuned(() -> {
			TunedBuilders.untuned(Object::new);
			return TunedBuilders.leavesAlone(this.builder);
		});
		assertThat(afterwards).isTrue();
		assertThat(TunedBuilders.leavesAlone(this.builder)).isFalse();
	}

	@Test
	void failureEndsTheMaking() {
		assertThatIllegalStateException().isThrownBy(() -> TunedBuilders.untuned(() -> {
			throw new IllegalStateException("no");
		}));
		assertThat(TunedBuilders.leavesAlone(this.builder)).isFalse();
	}

}
