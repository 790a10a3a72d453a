package dev.lifeguard.retry;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests of {@link Traffic}.
 */
class TrafficTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Traffic traffic = new Traffic(this.clock);

	@ParameterizedTest
	@ValueSource(ints = { 2, 10, 60 })
	void evenTrafficIsRightFromTheBeginning(int seconds) {
		calls(20, seconds);
		assertThat(this.traffic.perSecond()).isCloseTo(20, within(1.5));
	}

	@Test
	void firstMomentIsNotTakenForASecond() {
		for (int call = 0; call < 5; call++) {
			this.traffic.add();
		}
		this.clock.advance(Duration.ofMillis(30));
		assertThat(this.traffic.perSecond()).isCloseTo(5, within(0.5));
	}

	@Test
	void pastIsForgotten() {
		calls(100, 60);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(this.traffic.perSecond()).isCloseTo(100 / Math.E, within(2.0));
		this.clock.advance(Duration.ofMinutes(5));
		assertThat(this.traffic.perSecond()).isLessThan(0.001);
	}

	@Test
	void nothingIsNoTraffic() {
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.traffic.perSecond()).isZero();
	}

	@Test
	void clockThatIsSetBackDoesNoHarm() {
		calls(20, 10);
		this.clock.advance(Duration.ofSeconds(-5));
		assertThat(this.traffic.perSecond()).isBetween(0.0, 45.0);
		calls(20, 30);
		assertThat(this.traffic.perSecond()).isBetween(15.0, 25.0);
	}

	private void calls(int perSecond, int seconds) {
		for (int call = 0; call < perSecond * seconds; call++) {
			this.clock.advance(Duration.ofSeconds(1).dividedBy(perSecond));
			this.traffic.add();
			this.traffic.perSecond();
		}
	}

}
