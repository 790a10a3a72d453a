package dev.lifeguard.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * One line of a schedule.
 *
 * @param due when the call is due, in microseconds from the start
 * @param job what it does
 */
record ScheduledCall(long due, Job job) {

	static final int MOST = 200_000;

	static List<ScheduledCall> read(Path schedule) throws IOException {
		try (Stream<String> lines = Files.lines(schedule)) {
			return lines.limit(MOST).map(ScheduledCall::parse).toList();
		}
	}

	static ScheduledCall parse(String line) {
		int space = line.indexOf(' ');
		return new ScheduledCall(Long.parseLong(line.substring(0, space)), job(line.substring(space + 1)));
	}

	static Job job(String word) {
		return Job.valueOf(word.toUpperCase(Locale.ROOT));
	}

}
