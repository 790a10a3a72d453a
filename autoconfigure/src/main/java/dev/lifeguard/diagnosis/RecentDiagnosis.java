package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.lifeguard.failure.Diagnosis;
import org.jspecify.annotations.Nullable;

/**
 * Diagnosis of one bound, that of a client or of one remote, which is reused for a
 * moment: an examination looks at every holder, thousands of calls may be refused in that
 * time, and refusing must be cheap.
 */
final class RecentDiagnosis {

	static final long MOMENT = Duration.ofMillis(50).toNanos();

	/** While one thread examines, the others may repeat a diagnosis that is no older. */
	static final long OLD = Duration.ofSeconds(1).toNanos();

	private final AtomicBoolean examining = new AtomicBoolean();

	private volatile @Nullable Dated last;

	/**
	 * Return the diagnosis, made anew if it is too old.
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param examination makes it
	 */
	Diagnosis get(LongSupplier nanoClock, Supplier<Diagnosis> examination) {
		Dated last = this.last;
		if (last != null && isGoodEnough(nanoClock.getAsLong() - last.nanos())) {
			return last.diagnosis();
		}
		try {
			Diagnosis diagnosis = examination.get();
			this.last = new Dated(nanoClock.getAsLong(), diagnosis);
			return diagnosis;
		}
		finally {
			this.examining.set(false);
		}
	}

	private boolean isGoodEnough(long age) {
		return age < MOMENT || (age < OLD && !this.examining.compareAndSet(false, true));
	}

	boolean isOld(long now) {
		Dated last = this.last;
		return last != null && now - last.nanos() >= OLD;
	}

	/**
	 * Diagnosis with the time when it was made.
	 *
	 * @param nanos the time
	 * @param diagnosis the diagnosis
	 */
	private record Dated(long nanos, Diagnosis diagnosis) {
	}

}
