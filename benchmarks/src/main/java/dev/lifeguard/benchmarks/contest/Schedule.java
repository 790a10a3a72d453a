package dev.lifeguard.benchmarks.contest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

import dev.lifeguard.benchmarks.load.Job;

/**
 * Times at which calls are due: random, as from independent callers, and the same again
 * for the same seed.
 *
 * @param file the file that load programs read
 * @param calls how many there are
 * @since 0.1.0
 */
public record Schedule(Path file, int calls) {

	private static final int MOST = 200_000;

	private static final double SECOND = 1e6;

	/**
	 * Write a schedule.
	 * @param file where
	 * @param perSecond the mean rate
	 * @param micros how long callers come, in microseconds
	 * @param random decides when
	 * @param jobs decides what the call that is due at a time does
	 * @return the schedule
	 * @throws IOException if it cannot be written
	 */
	public static Schedule write(Path file, double perSecond, long micros, Random random, Jobs jobs)
			throws IOException {
		int calls = 0;
		Arrivals arrivals = new Arrivals(random, SECOND / perSecond);
		try (BufferedWriter writer = Files.newBufferedWriter(file)) {
			for (double due = arrivals.next(); due < micros && calls < MOST; due += arrivals.next()) {
				Job job = jobs.at((long) due, calls++);
				writer.write((long) due + " " + job.name().toLowerCase(Locale.ROOT) + "\n");
			}
		}
		return new Schedule(file, calls);
	}

	/**
	 * Decides what calls do.
	 */
	@FunctionalInterface
	public interface Jobs {

		/**
		 * Return what a call does.
		 * @param dueMicros when it is due
		 * @param number how many there were before
		 * @return the job
		 */
		Job at(long dueMicros, int number);

	}

}
