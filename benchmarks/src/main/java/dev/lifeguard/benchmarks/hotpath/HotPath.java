package dev.lifeguard.benchmarks.hotpath;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.Jvm;
import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.hotpath.Table.Round;
import dev.lifeguard.benchmarks.report.Report;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
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
public final class HotPath implements Part {

	private static final int FORKS = Integer.getInteger("forks", 2);

	private static final int WARMUP_ROUNDS = Integer.getInteger("warmup", 5);

	private static final int ROUNDS = Integer.getInteger("rounds", 4);

	@Override
	public String name() {
		return "hot-path";
	}

	@Override
	public void run(Report report, List<String> words) throws IOException, RunnerException {
		Part.requireKnown(words, Comparison.possible().stream().map(Comparison::label).toList(), String::contains);
		try (Server server = Server.netty()) {
			Table table = compare(server.url() + "/quote", words);
			report.section(name() + ", JDK " + Runtime.version().feature(), table.toString());
		}
	}

	private Table compare(String url, List<String> wanted) throws RunnerException {
		Table table = new Table();
		for (Comparison comparison : Comparison.possible()) {
			if (wanted.isEmpty() || wanted.stream().anyMatch(comparison.label()::contains)) {
				table.add(comparison, rounds(url, comparison));
			}
		}
		return table;
	}

	private List<Round> rounds(String url, Comparison comparison) throws RunnerException {
		System.out.printf("%s: %d forks of %d s%n", comparison.label(), FORKS, 2 * (WARMUP_ROUNDS + ROUNDS));
		RunResult result = new Runner(options(url, comparison)).runSingle();
		List<Round> rounds = new ArrayList<>();
		for (BenchmarkResult fork : result.getBenchmarkResults()) {
			List<Measurement> turns = fork.getIterationResults().stream().map(Measurement::of).toList();
			for (int turn = 0; turn < turns.size(); turn += 2) {
				rounds.add(round(turn, turns.get(turn), turns.get(turn + 1)));
			}
		}
		return rounds;
	}

	private static Round round(int turn, Measurement first, Measurement second) {
		boolean peerFirst = Turns.isPeers(2 * WARMUP_ROUNDS + turn + 1);
		return peerFirst ? new Round(second, first) : new Round(first, second);
	}

	private Options options(String url, Comparison comparison) {
		return new OptionsBuilder().include(comparison.benchmark().getName() + "\\.")
			.threads(comparison.threads())
			.forks(FORKS)
			.warmupIterations(2 * WARMUP_ROUNDS)
			.warmupTime(TimeValue.seconds(1))
			.measurementIterations(2 * ROUNDS)
			.measurementTime(TimeValue.seconds(1))
			.timeout(TimeValue.seconds(30))
			.timeUnit(TimeUnit.SECONDS)
			.param("job", comparison.job().name())
			.param("inFlight", Integer.toString(comparison.callers()))
			.addProfiler(GCProfiler.class)
			.addProfiler(CpuProfiler.class)
			.verbosity(VerboseMode.SILENT)
			.shouldFailOnError(true)
			.jvmArgsAppend(jvmArguments(url, comparison))
			.build();
	}

	private String[] jvmArguments(String url, Comparison comparison) {
		List<String> arguments = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-D" + Clients.URL_PROPERTY + "=" + url,
				"-Djmh.executor=" + (comparison.virtual() ? "VIRTUAL" : "PLATFORM")));
		arguments.addAll(Jvm.options());
		return arguments.toArray(String[]::new);
	}

}
