package dev.lifeguard.fleet;

import java.time.Duration;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Demand}.
 */
class DemandTests {

	private final ManualClock clock = new ManualClock();

	private final Demand demand = new Demand(this.clock);

	private int held;

	@Test
	void clientWithoutCallsNeedsOneConnection() {
		assertThat(look(0)).isEqualTo(1);
	}

	@Test
	void needsATenthMoreThanThePeakAndOne() {
		begin(20);
		assertThat(look(0)).isEqualTo(23);
		begin(1);
		assertThat(look(0)).as("ceil(23.1) + 1").isEqualTo(25);
	}

	@Test
	void waitingCallersCountAsAFifth() {
		begin(10);
		assertThat(look(50)).as("ceil(1.1 x (10 + 10)) + 1").isEqualTo(23);
	}

	@Test
	void peakBetweenTwoLooksIsSeen() {
		begin(30);
		end(30);
		assertThat(look(0)).isEqualTo(34);
	}

	@Test
	void leasesThatAreHeldAreSeenByEachLook() {
		begin(10);
		for (int second = 0; second < 30; second++) {
			assertThat(look(0)).isEqualTo(12);
			this.clock.advance(Duration.ofSeconds(1));
		}
	}

	@Test
	void peakIsForgottenAfterTenSeconds() {
		begin(10);
		look(0);
		end(10);
		look(0);
		this.clock.advance(Duration.ofMillis(9900));
		assertThat(look(0)).isEqualTo(12);
		this.clock.advance(Duration.ofMillis(200));
		assertThat(look(0)).isEqualTo(1);
	}

	@Test
	void pauseWithoutLooksForgetsEverything() {
		begin(10);
		look(0);
		end(10);
		look(0);
		this.clock.advance(Duration.ofHours(1));
		assertThat(look(0)).isEqualTo(1);
	}

	@Test
	void leasesThatWereNotCountedAreSeen() {
		assertThat(this.demand.look(10, 0)).isEqualTo(12);
	}

	@Test
	void endsOfLeasesThatWereNotCountedChangeNothing() {
		IntStream.range(0, 8).forEach((lease) -> this.demand.ended());
		begin(20);
		end(20);
		assertThat(look(0)).as("peak between two looks").isEqualTo(23);
	}

	private int look(int waiting) {
		return this.demand.look(this.held, waiting);
	}

	private void begin(int leases) {
		this.held += leases;
		IntStream.range(0, leases).forEach((lease) -> this.demand.began());
	}

	private void end(int leases) {
		this.held -= leases;
		IntStream.range(0, leases).forEach((lease) -> this.demand.ended());
	}

}
