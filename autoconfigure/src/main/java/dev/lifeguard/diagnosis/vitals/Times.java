package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;

import dev.lifeguard.time.Latencies;
import org.jspecify.annotations.Nullable;

/**
 * Distribution of many durations.
 *
 * @param half what half of them did not exceed
 * @param most what 9 of 10 did not exceed
 * @param nearlyAll what 99 of 100 did not exceed
 * @since 0.1.0
 */
public record Times(Duration half, Duration most, Duration nearlyAll) {

	/** Times of a few milliseconds differ by as much by chance. */
	public static final Duration NOISE = Duration.ofMillis(5);

	/**
	 * Return the times, if there are enough of them.
	 */
	static @Nullable Times of(Latencies latencies, int enough) {
		return (latencies.count() >= enough)
				? new Times(time(latencies, 0.5), time(latencies, 0.9), time(latencies, 0.99)) : null;
	}

	private static Duration time(Latencies latencies, double share) {
		return Duration.ofNanos(latencies.percentile(share));
	}

	/**
	 * Return whether these are so many times as long as others, and not by chance.
	 */
	public boolean areClearlyLonger(double times, Times others) {
		return this.half.minus(NOISE).toNanos() >= times * others.half.toNanos();
	}

	/**
	 * Return whether these are no more than so many times as long as others.
	 */
	boolean areAsShort(double times, Times others) {
		return this.half.toNanos() <= times * others.half.toNanos();
	}

	public static @Nullable Duration half(@Nullable Times times) {
		return (times != null) ? times.half() : null;
	}

}
