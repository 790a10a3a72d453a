package dev.lifeguard.pool;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RemoteKeepAlive}.
 */
class RemoteKeepAliveTests {

	private final RemoteKeepAlive keepAlive = new RemoteKeepAlive();

	private static long seconds(double seconds) {
		return (long) (seconds * 1e9);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "timeout=20|19000", "timeout=2|1000", "timeout=1|500", "timeout=20, max=100|19000",
					"max=100, timeout=5|4000", "TIMEOUT = 7|6000", "timeout=999999999|999999998000" })
	void promiseCountsLessAMargin(String header, long millis) {
		assertThat(this.keepAlive.advertises(header)).isTrue();
		assertThat(this.keepAlive.advertised()).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@ValueSource(strings = { "timeout=0", "timeout=0, max=5", "max=0", "timeout=20, max=0", "Max = 0; timeout=5" })
	void noPromiseMeansNoReuse(String header) {
		assertThat(this.keepAlive.advertises(header)).isFalse();
		assertThat(this.keepAlive.advertises("timeout=5, max=3")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "timeout", "timeout=", "timeout=-5", "timeout=abc", "timeout=99999999999999999999",
			"notimeout=5", "timeout=5s" })
	void whatCannotBeUnderstoodIsIgnored(String header) {
		this.keepAlive.advertises(header);
		this.keepAlive.advertises(null);
		assertThat(this.keepAlive.advertised()).isNull();
		assertThat(this.keepAlive.isOver(Long.MAX_VALUE - 1, 0)).isFalse();
	}

	@Test
	void connectionIsOverAtThePromisedTime() {
		this.keepAlive.advertises("timeout=5");
		assertThat(this.keepAlive.isOver(seconds(3.9), 0)).isFalse();
		assertThat(this.keepAlive.isOver(seconds(4), 0)).isTrue();
	}

	@Test
	void habitIsLearnedFromThreeAges() {
		this.keepAlive.closedAfter(seconds(3.0), 0);
		this.keepAlive.closedAfter(seconds(3.1), 1);
		assertThat(this.keepAlive.observed(1)).isNull();
		this.keepAlive.closedAfter(seconds(3.05), 2);
		assertThat(this.keepAlive.observed(2)).isEqualTo(Duration.ofMillis(2700));
		assertThat(this.keepAlive.isOver(seconds(2.6), 2)).isFalse();
		assertThat(this.keepAlive.isOver(seconds(2.7), 2)).isTrue();
	}

	@Test
	void agesThatDifferAreNoHabit() {
		for (double age : new double[] { 1, 5, 9, 2, 30, 7 }) {
			this.keepAlive.closedAfter(seconds(age), 0);
			assertThat(this.keepAlive.observed(0)).isNull();
		}
	}

	@Test
	void habitIsBoundedBelow() {
		for (int sample = 0; sample < 3; sample++) {
			this.keepAlive.closedAfter(seconds(0.05), 0);
		}
		assertThat(this.keepAlive.observed(0)).isEqualTo(Duration.ofMillis(100));
	}

	@Test
	void habitBelowASecondNeedsAgesThatAreCloser() {
		for (double age : new double[] { 0.1, 0.4, 0.5, 0.7, 0.1 }) {
			this.keepAlive.closedAfter(seconds(age), 0);
			assertThat(this.keepAlive.observed(0)).isNull();
		}
		for (double age : new double[] { 0.5, 0.52, 0.51 }) {
			this.keepAlive.closedAfter(seconds(age), 0);
		}
		assertThat(this.keepAlive.observed(0)).isEqualTo(Duration.ofMillis(450));
	}

	@Test
	void habitIsForgotten() {
		for (int sample = 0; sample < 3; sample++) {
			this.keepAlive.closedAfter(seconds(3), 0);
		}
		long later = Duration.ofMinutes(10).toNanos();
		assertThat(this.keepAlive.isOver(seconds(3), later - 1)).isTrue();
		assertThat(this.keepAlive.isOver(seconds(3), later)).isFalse();
		assertThat(this.keepAlive.observed(later)).isNull();
	}

}
