package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;

import dev.lifeguard.failure.LeaseEvent;
import dev.lifeguard.lease.Lease;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Vitals}.
 */
class VitalsTests {

	private static final Duration FAST = Duration.ofMillis(20);

	private static final Duration SLOW = Duration.ofMillis(200);

	private final Traffic traffic = new Traffic(1);

	private final Vitals vitals = this.traffic.vitals();

	/**
	 * One call after the other, each of which had to wait for the one before.
	 */
	private void callsThatWait(int count, Duration firstByte) {
		Lease held = this.traffic.ask();
		for (int call = 0; call < count; call++) {
			Lease waiting = this.traffic.ask();
			this.traffic.end(held, firstByte);
			held = waiting;
		}
		this.traffic.end(held, firstByte);
	}

	private void seconds(int count) {
		for (int second = 0; second < count; second++) {
			this.traffic.clock().advance(Duration.ofSeconds(1));
			this.vitals.tick();
		}
	}

	@Test
	void nothingIsKnownAtFirst() {
		Figures figures = this.vitals.figures();
		assertThat(figures.usual()).isNull();
		assertThat(figures.recent()).isNull();
		assertThat(figures.load()).isZero();
	}

	@Test
	void whatIsUsualIsLearnedWhileNobodyWaits() {
		this.traffic.calls(40, FAST);
		seconds(1);
		assertThat(Times.half(this.vitals.figures().usual())).isBetween(FAST.minusMillis(2), FAST.multipliedBy(2));
	}

	@Test
	void whatIsUsualIsRememberedForLong() {
		this.traffic.calls(40, FAST);
		seconds(300);
		assertThat(Times.half(this.vitals.figures().usual())).isBetween(FAST.minusMillis(2), FAST.multipliedBy(2));
	}

	@Test
	void slowAnswersToThoseWhoWaitedDoNotBecomeUsual() {
		this.traffic.calls(40, FAST);
		seconds(1);
		callsThatWait(200, SLOW);
		Figures figures = this.vitals.figures();
		assertThat(Times.half(figures.usual())).isBetween(FAST.minusMillis(2), FAST.multipliedBy(2));
		assertThat(Times.half(figures.recent())).isBetween(SLOW, SLOW.multipliedBy(2));
		seconds(30);
		assertThat(Times.half(this.vitals.figures().usual())).isBetween(FAST.minusMillis(2), FAST.multipliedBy(2));
	}

	@Test
	void backendThatIsSlowForGoodBecomesUsualWhenNobodyWaits() {
		this.traffic.calls(40, FAST);
		seconds(30);
		for (int minute = 0; minute < 3; minute++) {
			this.traffic.calls(300, SLOW);
			seconds(30);
		}
		assertThat(Times.half(this.vitals.figures().usual())).isBetween(SLOW, SLOW.multipliedBy(2));
	}

	@Test
	void loadCountsThoseWhoWereRefused() {
		callsThatWait(50, FAST);
		for (int call = 0; call < 51; call++) {
			this.vitals.refused();
		}
		Figures figures = this.vitals.figures();
		assertThat(figures.held()).isBetween(FAST, FAST.plusMillis(1));
		// 102 callers in 1.02 s, each of whom would hold a place for 20 ms
		assertThat(figures.load()).isBetween(1.8, 2.2);
	}

	@Test
	void recorderRemembersTheLast() {
		this.traffic.calls(FlightRecorder.SLOTS + 10, FAST);
		assertThat(this.vitals.recorded(this.traffic.clock().getAsLong())).hasSize(FlightRecorder.SLOTS)
			.isSortedAccordingTo((one, other) -> other.before().compareTo(one.before()))
			.allSatisfy((event) -> {
				assertThat(event.what()).isEqualTo(LeaseEvent.What.ENDED);
				assertThat(event.remote()).isEqualTo("backend:80");
				assertThat(event.firstByte()).isEqualTo(FAST);
				assertThat(event.held()).isEqualTo(FAST);
			});
	}

}
