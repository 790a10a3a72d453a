package dev.lifeguard.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import dev.lifeguard.lease.Holder;
import org.jspecify.annotations.Nullable;

/**
 * Calls that hold the permits, collected once for all remotes that are examined at about
 * the same time.
 */
final class Holders {

	private final Supplier<List<Holder>> look;

	private final LongSupplier nanoClock;

	private volatile @Nullable Seen last;

	/**
	 * Create holders.
	 * @param look returns the calls that hold the permits now
	 * @param nanoClock a monotonic clock, in nanoseconds
	 */
	Holders(Supplier<List<Holder>> look, LongSupplier nanoClock) {
		this.look = look;
		this.nanoClock = nanoClock;
	}

	/**
	 * Return all holders now.
	 */
	List<Holder> all() {
		return this.look.get();
	}

	/**
	 * Return the holders of one remote, as they were less than 50 ms ago.
	 */
	List<Holder> of(String remote) {
		Seen last = this.last;
		if (last == null || this.nanoClock.getAsLong() - last.nanos() >= RecentDiagnosis.MOMENT) {
			last = new Seen(this.nanoClock.getAsLong(), all().stream().collect(Collectors.groupingBy(Holder::remote)));
			this.last = last;
		}
		return last.byRemote().getOrDefault(remote, List.of());
	}

	/**
	 * Forget the last look if it is of no use any more.
	 */
	void tick() {
		Seen last = this.last;
		if (last != null && this.nanoClock.getAsLong() - last.nanos() >= RecentDiagnosis.MOMENT) {
			this.last = null;
		}
	}

	/**
	 * Collected calls, with the time when they were collected.
	 *
	 * @param nanos the time
	 * @param byRemote the holders
	 */
	private record Seen(long nanos, Map<String, List<Holder>> byRemote) {
	}

}
