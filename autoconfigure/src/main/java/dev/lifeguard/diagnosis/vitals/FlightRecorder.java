package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.lifeguard.failure.LeaseEvent;
import dev.lifeguard.failure.LeaseEvent.What;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseHolder;
import org.jspecify.annotations.Nullable;

/**
 * Recorder of the last {@value #SLOTS} events of a client. Its slots are made once and
 * written over and over, without a lock: one that is written while it is copied may mix
 * two events. It is for people, not for counting.
 */
final class FlightRecorder {

	static final int SLOTS = 128;

	private final AtomicInteger next = new AtomicInteger();

	private final Slot[] slots = Stream.generate(Slot::new).limit(SLOTS).toArray(Slot[]::new);

	void record(What what, Lease lease) {
		Slot slot = this.slots[this.next.getAndIncrement() & (SLOTS - 1)];
		LeaseHolder holder = lease.holder();
		slot.what = what;
		slot.method = (holder != null) ? holder.method() : "?";
		slot.uriTemplate = (holder != null) ? holder.uriTemplate() : null;
		slot.remote = lease.remoteName();
		slot.waitedNanos = lease.waitedNanos();
		slot.heldNanos = lease.heldNanos();
		slot.firstByteNanos = lease.firstByteNanos();
		slot.atNanos = lease.changedNanos();
	}

	/**
	 * Return what is remembered, oldest first.
	 */
	List<LeaseEvent> copy(long now) {
		return Stream.of(this.slots)
			.filter((slot) -> slot.what != null)
			.map((slot) -> slot.event(now))
			.sorted(Comparator.comparing(LeaseEvent::before).reversed())
			.toList();
	}

	private static final class Slot {

		private @Nullable What what;

		private String method = "";

		private @Nullable String uriTemplate;

		private String remote = "";

		private long waitedNanos;

		private long heldNanos;

		private long firstByteNanos;

		private long atNanos;

		LeaseEvent event(long now) {
			What what = this.what;
			return new LeaseEvent(Duration.ofNanos(Math.max(0, now - this.atNanos)), (what != null) ? what : What.ENDED,
					LeaseHolder.request(this.method, this.uriTemplate), this.remote, Duration.ofNanos(this.waitedNanos),
					Duration.ofNanos((what == What.ENDED) ? this.heldNanos : 0), Duration.ofNanos(this.firstByteNanos));
		}

	}

}
