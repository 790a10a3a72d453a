package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.backend.BackendProcess;
import dev.lifeguard.benchmarks.backend.Trouble;
import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Contestants;
import dev.lifeguard.benchmarks.contest.LoadProcess;
import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.contest.Schedule;
import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.report.Spread;

import org.springframework.util.FileSystemUtils;

/**
 * Fifty small clients of one backend that becomes ten times slower for a while: each of
 * them alone would do no harm. Whether retries keep the backend down shows beside the
 * same clients without retries.
 */
final class FleetStorm {

	/** The word that chooses it. */
	static final String WORD = "fleet";

	private static final String CLIENTS = "50";

	private static final String CONNECTIONS_OF_EACH = "20";

	private static final String THREADS = "1500";

	// half of the patience, so that there is time for a second attempt
	private static final String RESPONSE_MILLIS = "500";

	private static final int WORKERS = 40;

	// six tenths of what the workers can do, in 24 ms each
	private static final int PER_SECOND = 1000;

	private static final long PATIENCE = micros(1000);

	private static final long TROUBLE = micros(10_000);

	private static final long AFTER = micros(20_000);

	private static final long LAST = micros(45_000);

	private static final long END = micros(46_000);

	private static final long WINDOW = micros(500);

	private static final double GOOD_AGAIN = 0.95;

	private static final int LEAD_MILLIS = 3000;

	private static final int WARM_UP_MILLIS = 3000;

	private final int rounds;

	FleetStorm(int rounds) {
		this.rounds = rounds;
	}

	private static long micros(long millis) {
		return Duration.ofMillis(millis).toNanos() / 1000;
	}

	/**
	 * Measure, one contestant after the other in each round.
	 * @return a Markdown table
	 */
	String run() throws IOException, InterruptedException {
		Map<Contestant, List<Seen>> seen = new LinkedHashMap<>();
		for (int round = 0; round < this.rounds; round++) {
			for (Contestant contestant : contestants(round)) {
				Seen one = measure(contestant, round);
				System.out.printf("%s, round %d, %s: %s%n", WORD, round, contestant.name(), one);
				seen.computeIfAbsent(contestant, (key) -> new ArrayList<>()).add(one);
			}
		}
		return table(seen);
	}

	/**
	 * A plain client shows once what there is to fear.
	 */
	private static List<Contestant> contestants(int round) {
		Stream<Contestant> ours = Stream.of("once", "tuned")
			.map(Contestants::all)
			.flatMap(List::stream)
			.filter(Contestant::isOurs);
		return ((round == 0) ? Stream.concat(ours, Contestants.tuned("webclient").stream()) : ours).toList();
	}

	private static Seen measure(Contestant contestant, int round) throws IOException, InterruptedException {
		Path folder = Files.createTempDirectory(WORD);
		try (BackendProcess backend = BackendProcess.start(1, WORKERS);
				LoadProcess process = LoadProcess.start(contestant, folder, backend.url(0), THREADS, Map
					.of("CONNECTIONS", CONNECTIONS_OF_EACH, "CLIENTS", CLIENTS, "RESPONSE_MILLIS", RESPONSE_MILLIS))) {
			process.awaitReady();
			backend.trouble(Trouble.QUICK);
			process.warmUp(Job.GET, Integer.parseInt(CLIENTS), WARM_UP_MILLIS);
			backend.reset();
			Schedule schedule = Schedule.write(folder.resolve("calls"), PER_SECOND, LAST, new Random(round),
					(due, number) -> Job.GET);
			return storm(backend, process, schedule);
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private static Seen storm(BackendProcess backend, LoadProcess process, Schedule schedule)
			throws IOException, InterruptedException {
		long start = System.currentTimeMillis() + LEAD_MILLIS;
		process.open(start, schedule, (int) (END / 1000));
		sleepUntil(start + TROUBLE / 1000);
		backend.trouble(Trouble.SLOW);
		long before = backend.stats(0).requests();
		sleepUntil(start + AFTER / 1000);
		long after = backend.stats(0).requests();
		backend.trouble(Trouble.NONE);
		Outcomes calls = process.awaitOutcomes();
		return new Seen((double) (after - before) / calls.due(TROUBLE, AFTER).count(), good(calls, TROUBLE, AFTER),
				recoverySeconds(calls), good(calls, AFTER, LAST));
	}

	private static void sleepUntil(long millis) throws InterruptedException {
		Thread.sleep(Math.max(0, millis - System.currentTimeMillis()));
	}

	private static double good(Outcomes calls, long from, long until) {
		return calls.due(from, until).only((call) -> call.isGood(PATIENCE)).count() * 1e6 / (until - from);
	}

	private static double recoverySeconds(Outcomes calls) {
		long recovered = AFTER;
		for (long window = AFTER; window < LAST; window += WINDOW) {
			Outcomes due = calls.due(window, window + WINDOW);
			if (due.only((call) -> call.isGood(PATIENCE)).count() < GOOD_AGAIN * due.count()) {
				recovered = window + WINDOW;
			}
		}
		return (recovered >= LAST) ? Double.POSITIVE_INFINITY : (recovered - AFTER) / 1e6;
	}

	private static String table(Map<Contestant, List<Seen>> seen) {
		return """
				| | requests per call in the trouble | good/s in the trouble | recovered after, s | good/s afterwards |
				|---|---:|---:|---:|---:|
				%s""".formatted(
				seen.entrySet().stream().map((one) -> row(one.getKey(), one.getValue())).collect(Collectors.joining()));
	}

	private static String row(Contestant contestant, List<Seen> rounds) {
		return "| %s | %s | %s | %s | %s |%n".formatted(label(contestant),
				cell("%.2f", rounds.stream().mapToDouble(Seen::requestsPerCall).toArray()),
				cell("%.0f", rounds.stream().mapToDouble(Seen::good).toArray()),
				cell("%.1f", rounds.stream().mapToDouble(Seen::recoverySeconds).toArray()),
				cell("%.0f", rounds.stream().mapToDouble(Seen::goodAfter).toArray()));
	}

	private static String label(Contestant contestant) {
		return contestant.variant().equals("once") ? contestant.title() + ", tuned, without retries"
				: contestant.label();
	}

	private static String cell(String format, double[] values) {
		Spread spread = Spread.of(Arrays.stream(values));
		return "%s (%s to %s)".formatted(text(format, spread.median()), text(format, spread.low()),
				text(format, spread.high()));
	}

	private static String text(String format, double value) {
		return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, format, value);
	}

	/**
	 * Observation of a contestant in a round.
	 *
	 * @param requestsPerCall requests that reached the backend in the trouble, per call
	 * @param good good calls per second in the trouble
	 * @param recoverySeconds how long after the trouble calls were good again, and stayed
	 * so; infinite if they never were
	 * @param goodAfter good calls per second after the trouble
	 */
	private record Seen(double requestsPerCall, double good, double recoverySeconds, double goodAfter) {

	}

}
