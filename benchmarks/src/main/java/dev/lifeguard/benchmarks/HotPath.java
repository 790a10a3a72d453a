package dev.lifeguard.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.Table.Round;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Compares the hot path with the bare libraries' in one run: the two clients take turns
 * of a second in the same JVM, in several JVMs one after the other.
 *
 * @since 0.1.0
 */
public final class HotPath {

	private static final int FORKS = Integer.getInteger("forks", 3);

	private static final int WARMUP_ROUNDS = Integer.getInteger("warmup", 10);

	private static final int ROUNDS = Integer.getInteger("rounds", 12);

	private static final int FIRST_THAT_WARNS = 24;

	private final String url;

	private HotPath(String url) {
		this.url = url;
	}

	/**
	 * Run the comparisons and print their table.
	 * @param arguments parts of the titles of the comparisons to run; none for all
	 * @throws IOException if the server does not start
	 * @throws RunnerException if a benchmark fails
	 */
	public static void main(String[] arguments) throws IOException, RunnerException {
		Process server = startServer();
		try (BufferedReader output = server.inputReader()) {
			HotPath hotPath = new HotPath("http://127.0.0.1:" + output.readLine() + "/quote");
			System.out.println(hotPath.compare(List.of(arguments)));
		}
		finally {
			server.destroy();
		}
	}

	private static Process startServer() throws IOException {
		return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-cp",
				System.getProperty("java.class.path"), HotPathServer.class.getName())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private Table compare(List<String> wanted) throws RunnerException {
		Table table = new Table();
		for (Comparison comparison : Comparison.possible()) {
			if (wanted.isEmpty() || wanted.stream().anyMatch(comparison.title()::contains)) {
				table.add(comparison, rounds(comparison));
			}
		}
		return table;
	}

	private List<Round> rounds(Comparison comparison) throws RunnerException {
		System.out.printf("%s: %d forks of %d s%n", comparison.title(), FORKS, 2 * (WARMUP_ROUNDS + ROUNDS));
		RunResult result = new Runner(options(comparison)).runSingle();
		List<Round> rounds = new ArrayList<>();
		for (BenchmarkResult fork : result.getBenchmarkResults()) {
			Iterator<IterationResult> turns = fork.getIterationResults().iterator();
			while (turns.hasNext()) {
				Measurement peer = Measurement.of(turns.next());
				rounds.add(new Round(Measurement.of(turns.next()), peer));
			}
		}
		return rounds;
	}

	private Options options(Comparison comparison) {
		return new OptionsBuilder().include(comparison.benchmark().getName() + "\\.")
			.threads(comparison.threads())
			.forks(FORKS)
			.warmupIterations(2 * WARMUP_ROUNDS)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(2 * ROUNDS)
			.measurementTime(TimeValue.seconds(1))
			.timeout(TimeValue.seconds(30))
			.timeUnit(TimeUnit.SECONDS)
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.jvmArgsAppend(jvmArguments(comparison))
			.build();
	}

	private String[] jvmArguments(Comparison comparison) {
		List<String> arguments = new ArrayList<>(
				List.of("-Xms1g", "-Xmx1g", "-D" + Clients.URL_PROPERTY + "=" + this.url,
						"-Djmh.executor=" + (comparison.virtual() ? "VIRTUAL" : "PLATFORM")));
		if (Runtime.version().feature() >= FIRST_THAT_WARNS) {
			arguments.add("--sun-misc-unsafe-memory-access=allow");
			arguments.add("--enable-native-access=ALL-UNNAMED");
		}
		return arguments.toArray(String[]::new);
	}

}
