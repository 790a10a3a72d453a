package dev.lifeguard.lease;

import java.time.Duration;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Holder}.
 */
class HolderTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final LeaseGate gate = new LeaseGate(new GateSettings(2, Duration.ofSeconds(1), Order.FIFO), () -> 1,
			() -> 1, this.clock, new ManualTimer(this.clock));

	private final Lease lease = Caller.of(this.gate, "a").lease();

	@Test
	void leaseThatNobodyNamedIsSeenFromOutside() {
		begin();
		assertThat(Holder.of(this.lease))
			.isEqualTo(new Holder("?", "a:80", Phase.SENDING, Duration.ofSeconds(3), Duration.ofSeconds(2),
					Duration.ofSeconds(2), 0, null, Priority.NORMAL, false, false, false, false, null));
	}

	@Test
	void holderSaysMore() {
		Held holder = new Held();
		this.lease.heldBy(holder);
		begin();
		assertThat(Holder.of(this.lease)).isEqualTo(new Holder("PUT /orders/{id}", "a:80", Phase.UNREAD,
				Duration.ofSeconds(3), Duration.ofSeconds(2), Duration.ofNanos(5), 4, Duration.ofNanos(6), Priority.LOW,
				true, true, true, true, holder.site()));
	}

	@Test
	void withoutAConnectionItIsQuietForAsLongAsItIsInItsPhase() {
		this.lease.heldBy(new Held() {

			@Override
			public long quietNanos() {
				return -1;
			}

			@Override
			public long sinceAskNanos() {
				return -1;
			}

		});
		begin();
		assertThat(Holder.of(this.lease).quiet()).isEqualTo(Duration.ofSeconds(2));
		assertThat(Holder.of(this.lease).sinceAsk()).isNull();
	}

	private void begin() {
		this.lease.acquire();
		this.clock.advance(Duration.ofSeconds(1));
		this.lease.enter(Phase.SENDING, this.clock.getAsLong());
		this.clock.advance(Duration.ofSeconds(2));
	}

	private static class Held implements LeaseHolder {

		private final CallSite site = new CallSite();

		@Override
		public String method() {
			return "PUT";
		}

		@Override
		public @Nullable String uriTemplate() {
			return "http://a/orders/{id}?key=secret";
		}

		@Override
		public Priority priority() {
			return Priority.LOW;
		}

		@Override
		public boolean isRetry() {
			return true;
		}

		@Override
		public Phase phase(Phase known) {
			assertThat(known).isEqualTo(Phase.SENDING);
			return Phase.UNREAD;
		}

		@Override
		public long quietNanos() {
			return 5;
		}

		@Override
		public int asks() {
			return 4;
		}

		@Override
		public long sinceAskNanos() {
			return 6;
		}

		@Override
		public boolean isNesting() {
			return true;
		}

		@Override
		public boolean isLeaked() {
			return true;
		}

		@Override
		public boolean isOnBlockedLoop() {
			return true;
		}

		@Override
		public CallSite site() {
			return this.site;
		}

	}

}
