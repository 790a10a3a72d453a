package dev.lifeguard.sample.load;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Results of the calls of some time.
 *
 * @param answered calls that got their answer in time
 * @param refused calls that got no permit in the pool, and were told so in time
 * @param failed calls that failed otherwise in time
 * @param late calls that had got nothing when their caller went
 * @param micros how long those that were answered or failed took, in ascending order
 * @since 0.1.0
 */
public record Counts(int answered, int refused, int failed, int late, int[] micros) {

	static final Counts NONE = new Counts(0, 0, 0, 0, new int[0]);

	private static final double MILLI = 1000;

	/**
	 * Return these and others together.
	 * @param other the others
	 * @return the sums
	 */
	public Counts plus(Counts other) {
		int[] both = IntStream.concat(Arrays.stream(this.micros), Arrays.stream(other.micros)).sorted().toArray();
		return new Counts(this.answered + other.answered, this.refused + other.refused, this.failed + other.failed,
				this.late + other.late, both);
	}

	/**
	 * Return the time that a share of those that were answered or failed did not pass.
	 * @param share the share, from 0 to 1
	 * @return the time in milliseconds, or null if there were none
	 */
	public @Nullable Double millis(double share) {
		int length = this.micros.length;
		return (length != 0) ? this.micros[Math.max(0, (int) Math.ceil(share * length) - 1)] / MILLI : null;
	}

}
