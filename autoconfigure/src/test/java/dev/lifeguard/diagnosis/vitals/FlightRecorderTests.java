package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.failure.LeaseEvent;
import dev.lifeguard.failure.LeaseEvent.What;
import dev.lifeguard.leak.CallSite;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FlightRecorder}.
 */
class FlightRecorderTests {

	private static final Duration FIRST_BYTE = Duration.ofMillis(20);

	private final Traffic traffic = new Traffic(1);

	private final FlightRecorder recorder = new FlightRecorder();

	private List<LeaseEvent> recorded() {
		return this.recorder.copy(this.traffic.clock().getAsLong());
	}

	@Test
	void nothingIsRememberedAtFirst() {
		assertThat(recorded()).isEmpty();
	}

	@Test
	void callThatWaitsIsRememberedTwice() {
		Lease held = this.traffic.ask();
		Lease waiting = this.traffic.ask();
		waiting.heldBy(new Get());
		this.traffic.end(held, FIRST_BYTE);
		this.traffic.clock().advance(Duration.ofMillis(5));
		this.recorder.record(What.GRANTED, waiting);
		this.traffic.end(waiting, FIRST_BYTE);
		this.recorder.record(What.ENDED, waiting);
		this.traffic.clock().advance(Duration.ofSeconds(3));
		assertThat(recorded()).containsExactly(
				new LeaseEvent(Duration.ofMillis(3025), What.GRANTED, "GET /orders/{id}", "backend:80", FIRST_BYTE,
						Duration.ZERO, Duration.ZERO),
				new LeaseEvent(Duration.ofSeconds(3), What.ENDED, "GET /orders/{id}", "backend:80", FIRST_BYTE,
						Duration.ofMillis(25), FIRST_BYTE));
	}

	@Test
	void callThatNobodyNamedHasAQuestionMark() {
		this.recorder.record(What.GRANTED, this.traffic.ask());
		assertThat(recorded()).singleElement().satisfies((event) -> assertThat(event.request()).isEqualTo("?"));
	}

	@Test
	void oldestIsForgottenFirst() {
		for (int call = 0; call <= FlightRecorder.SLOTS; call++) {
			Lease lease = this.traffic.ask();
			this.traffic.end(lease, Duration.ofMillis(1));
			this.recorder.record(What.ENDED, lease);
		}
		assertThat(recorded()).hasSize(FlightRecorder.SLOTS)
			.extracting((event) -> event.before().toMillis())
			.startsWith((long) FlightRecorder.SLOTS - 1)
			.endsWith(1L, 0L);
	}

	/**
	 * Events go on while they are copied.
	 */
	@Test
	void eventAfterTheMomentThatIsAskedForIsOfThatMoment() {
		Lease lease = this.traffic.ask();
		long before = this.traffic.clock().getAsLong();
		this.traffic.end(lease, FIRST_BYTE);
		this.recorder.record(What.ENDED, lease);
		assertThat(this.recorder.copy(before)).singleElement()
			.satisfies((event) -> assertThat(event.before()).isZero());
	}

	private static final class Get implements LeaseHolder {

		@Override
		public String method() {
			return "GET";
		}

		@Override
		public String uriTemplate() {
			return "http://backend/orders/{id}?key=secret";
		}

		@Override
		public Priority priority() {
			return Priority.LOW;
		}

		@Override
		public boolean isRetry() {
			return false;
		}

		@Override
		public Phase phase(Phase known) {
			return known;
		}

		@Override
		public long quietNanos() {
			return -1;
		}

		@Override
		public int asks() {
			return 0;
		}

		@Override
		public long sinceAskNanos() {
			return -1;
		}

		@Override
		public boolean isNesting() {
			return false;
		}

		@Override
		public boolean isLeaked() {
			return false;
		}

		@Override
		public boolean isOnBlockedLoop() {
			return false;
		}

		@Override
		public @Nullable CallSite site() {
			return null;
		}

	}

}
