package dev.lifeguard.retry;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Elasticity}.
 */
class ElasticityTests {

	private static final double MEMORY = 0.5e9;

	private static final double MANY = 100;

	private final Elasticity elasticity = new Elasticity();

	private long now = Duration.ofSeconds(100).toNanos();

	@Test
	void nothingIsSuspendedBeforeItIsKnownHowItBegan() {
		assertThat(worse(0)).isFalse();
		this.elasticity.failed(this.now);
		this.elasticity.look(this.now, MEMORY, 0.5);
		assertThat(worse(0)).isFalse();
	}

	@Test
	void clearlyFewerSuccessesSuspend() {
		begin(0.5);
		assertThat(worse(0.26)).as("within chance").isFalse();
		assertThat(worse(0.24)).isTrue();
		assertThat(this.elasticity.isSuspended(this.now)).isTrue();
		pass(Duration.ofMillis(999));
		assertThat(this.elasticity.isSuspended(this.now)).isTrue();
		pass(Duration.ofMillis(1));
		assertThat(this.elasticity.isSuspended(this.now)).isFalse();
	}

	@Test
	void fewAttemptsSayNothing() {
		begin(0.9);
		assertThat(this.elasticity.suspendIfWorse(this.now, 9, 0)).isFalse();
		assertThat(this.elasticity.suspendIfWorse(this.now, 10, 0)).isTrue();
	}

	@Test
	void eachPauseIsLongerUpToHalfAMinute() {
		begin(0.5);
		for (int seconds : new int[] { 1, 2, 4, 8, 16, 32, 32 }) {
			assertThat(worse(0)).isTrue();
			assertThat(worse(0)).as("while it is suspended").isFalse();
			pass(Duration.ofSeconds(seconds).minusNanos(1));
			assertThat(this.elasticity.isSuspended(this.now)).as("for %s s", seconds).isTrue();
			pass(Duration.ofNanos(1));
			assertThat(this.elasticity.isSuspended(this.now)).as("for %s s", seconds).isFalse();
		}
	}

	@Test
	void whatHappensInAPauseIsNotTheDoingOfRetries() {
		begin(0.99);
		assertThat(worse(0.5)).isTrue();
		pass(Duration.ofSeconds(1));
		this.elasticity.look(this.now, MEMORY, 0.5);
		assertThat(worse(0.5)).as("the pause was too short to see").isTrue();
		pass(Duration.ofSeconds(2));
		this.elasticity.look(this.now, MEMORY, 0.5);
		assertThat(worse(0.5)).isFalse();
		assertThat(worse(0.2)).as("and now with retries").isTrue();
	}

	@Test
	void pauseIsOverWithTheTrouble() {
		begin(0.5);
		assertThat(worse(0)).isTrue();
		this.elasticity.look(this.now, MEMORY, 0.94);
		assertThat(this.elasticity.isSuspended(this.now)).isTrue();
		this.elasticity.look(this.now, MEMORY, 0.95);
		assertThat(this.elasticity.isSuspended(this.now)).isFalse();
	}

	@Test
	void longPeaceIsForgiven() {
		begin(0.5);
		assertThat(worse(0)).isTrue();
		pass(Duration.ofSeconds(62));
		assertThat(worse(0)).isTrue();
		pass(Duration.ofSeconds(1));
		assertThat(this.elasticity.isSuspended(this.now)).isFalse();
	}

	@Test
	void newTroubleBeginsAnew() {
		begin(0.5);
		pass(Duration.ofSeconds(6));
		this.elasticity.failed(this.now);
		this.elasticity.look(this.now, MEMORY, 0.1);
		assertThat(worse(0)).as("not known yet").isFalse();
		pass(Duration.ofSeconds(2));
		this.elasticity.look(this.now, MEMORY, 0.1);
		assertThat(worse(0.05)).as("as bad as it began").isFalse();
	}

	@Test
	void troubleThatGoesOnIsComparedWithItsBeginning() {
		begin(0.5);
		for (int failure = 0; failure < 10; failure++) {
			pass(Duration.ofSeconds(3));
			this.elasticity.failed(this.now);
			this.elasticity.look(this.now, MEMORY, 0);
		}
		assertThat(worse(0.2)).isTrue();
	}

	private void begin(double successShare) {
		this.elasticity.failed(this.now);
		pass(Duration.ofMillis(1500));
		this.elasticity.look(this.now, MEMORY, successShare);
	}

	private boolean worse(double successShare) {
		return this.elasticity.suspendIfWorse(this.now, MANY, successShare);
	}

	private void pass(Duration time) {
		this.now += time.toNanos();
	}

}
