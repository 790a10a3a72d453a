package dev.lifeguard.benchmarks.cold;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.Jvm;
import dev.lifeguard.benchmarks.backend.ProcessLines;
import org.jspecify.annotations.Nullable;

/**
 * One start of one entrant in a JVM of its own.
 *
 * @param ready how many milliseconds after the start of the process it is ready
 * @param first how many milliseconds the first call takes
 * @param second how many milliseconds the second call takes
 * @param late how many milliseconds after its limit the first refusal comes
 */
record ColdStart(double ready, double first, double second, double late) {

	private static final long PATIENCE_MILLIS = 60_000;

	/**
	 * Start an entrant and let it measure.
	 */
	static ColdStart of(Entrant entrant, @Nullable Archive archive, String url, long pauseMillis) throws IOException {
		List<String> command = new ArrayList<>(Jvm.command("-Xmx512m"));
		Stream.ofNullable(archive).map(Archive::option).forEach(command::add);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), ColdProgram.class.getName(),
				entrant.name(), url, Long.toString(pauseMillis)));
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try {
			ProcessLines output = new ProcessLines(process);
			output.next("ready", PATIENCE_MILLIS);
			double ready = (System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1);
			String[] numbers = output.next("measured", PATIENCE_MILLIS).split(" ");
			return new ColdStart(ready, Double.parseDouble(numbers[1]), Double.parseDouble(numbers[2]),
					Double.parseDouble(numbers[3]));
		}
		finally {
			process.destroyForcibly();
		}
	}

}
