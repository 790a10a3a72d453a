package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.HdrHistogram.Histogram;

/**
 * Outcomes of the calls of a schedule.
 *
 * @param all one per call
 * @since 0.1.0
 */
public record Outcomes(List<Outcome> all) {

	private static final int DIGITS = 3;

	/**
	 * Read what a load program wrote.
	 * @param file the file
	 * @return what became of the calls
	 * @throws IOException if the file cannot be read
	 */
	public static Outcomes read(Path file) throws IOException {
		try (Stream<String> lines = Files.lines(file)) {
			return new Outcomes(lines.map(Outcomes::outcome).toList());
		}
	}

	private static Outcome outcome(String line) {
		String[] parts = line.split(" ");
		return new Outcome(Long.parseLong(parts[0]), Long.parseLong(parts[1]),
				Kind.valueOf(parts[2].toUpperCase(Locale.ROOT)));
	}

	/**
	 * Return those that were due in a span of time.
	 * @param fromMicros when it begins
	 * @param untilMicros when it is over
	 * @return the calls
	 */
	public Outcomes due(long fromMicros, long untilMicros) {
		return only((call) -> call.dueMicros() >= fromMicros && call.dueMicros() < untilMicros);
	}

	/**
	 * Return those that fulfil something.
	 * @param wanted what they have to fulfil
	 * @return the calls
	 */
	public Outcomes only(Predicate<Outcome> wanted) {
		return new Outcomes(this.all.stream().filter(wanted).toList());
	}

	/**
	 * Return how many there are.
	 * @return the number
	 */
	public int count() {
		return this.all.size();
	}

	/**
	 * Return how long they took, each from the moment that it was due.
	 * @return the times in microseconds
	 */
	public Histogram micros() {
		Histogram histogram = new Histogram(DIGITS);
		this.all.forEach((call) -> histogram.recordValue(Math.max(0, call.micros())));
		return histogram;
	}

	/**
	 * Kind of end of a call.
	 */
	public enum Kind {

		/** With a success, as a whole. */
		OK,

		/** With a failure. */
		FAILED,

		/** Not before the program stopped waiting. */
		PENDING

	}

	/**
	 * Outcome of one call.
	 *
	 * @param dueMicros when it was due
	 * @param endMicros when it ended
	 * @param kind how it ended
	 */
	public record Outcome(long dueMicros, long endMicros, Kind kind) {

		/**
		 * Return how long it took.
		 * @return the time in microseconds
		 */
		public long micros() {
			return this.endMicros - this.dueMicros;
		}

		/**
		 * Return whether it was of use to its caller.
		 * @param patienceMicros how long the caller waits
		 * @return whether it succeeded in time
		 */
		public boolean isGood(long patienceMicros) {
			return this.kind == Kind.OK && micros() <= patienceMicros;
		}

	}

}
