package dev.lifeguard.retry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link AttemptCounts}.
 */
class AttemptCountsTests {

	private final AttemptCounts counts = new AttemptCounts();

	@ParameterizedTest
	@CsvSource({ "0,10", "1,10", "10,2", "40,0.5", "1000,0.5" })
	void memoryIsTwentyCallsWithinBounds(double perSecond, double seconds) {
		this.counts.age(1, perSecond);
		assertThat(this.counts.memory()).isCloseTo(seconds * 1e9, within(1.0));
	}

	@Test
	void failuresOfFirstAttemptsAreReported() {
		ended(false, 3, 2);
		ended(true, 5, 5);
		assertThat(age()).isEqualTo(2);
		assertThat(this.counts.firsts()).isEqualTo(5);
		assertThat(this.counts.firstSuccessShare()).isEqualTo(0.6);
		assertThat(age()).isZero();
	}

	@Test
	void nothingHasFailedBeforeAnythingWasTried() {
		assertThat(this.counts.firstSuccessShare()).isOne();
		assertThat(this.counts.isSlow()).isFalse();
		assertThat(this.counts.isTimed()).isFalse();
		assertThat(this.counts.isProven()).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "0,4,false,false", "0,5,true,true", "5,5,true,false", "10,10,true,false", "9,13,true,false",
			"8,14,true,true", "100,100,true,false", "90,110,true,true" })
	void clearlyMoreThanHalfMustBeLate(int usual, int late, boolean timed, boolean slow) {
		for (int call = 0; call < usual + late; call++) {
			this.counts.timed(call < late);
		}
		age();
		assertThat(this.counts.isTimed()).isEqualTo(timed);
		assertThat(this.counts.isSlow()).isEqualTo(slow);
	}

	@ParameterizedTest
	@CsvSource({ "4,0,false", "5,0,true", "2,3,true", "1,9,false", "30,70,true", "20,80,false", "0,100,false" })
	void retriesAreProvenWhereTheySucceedNearlyAsOftenAsFirstAttempts(int well, int badly, boolean proven) {
		ended(false, 50, 50);
		ended(true, well, badly);
		age();
		assertThat(this.counts.isProven()).isEqualTo(proven);
	}

	@Test
	void proofIsForgotten() {
		ended(false, 10, 10);
		ended(true, 10, 0);
		age();
		assertThat(this.counts.isProven()).isTrue();
		this.counts.age(500_000_000, 1000);
		assertThat(this.counts.isProven()).as("after half a second: fewer than 5 are left").isFalse();
	}

	private long age() {
		return this.counts.age(1, 1000);
	}

	private void ended(boolean again, int well, int badly) {
		for (int attempt = 0; attempt < well + badly; attempt++) {
			this.counts.ended(again, attempt < well);
		}
	}

}
