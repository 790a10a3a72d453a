package dev.lifeguard.benchmarks.regression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Contestants;
import dev.lifeguard.benchmarks.contest.Lineup;
import dev.lifeguard.benchmarks.contest.LoadProcess;
import dev.lifeguard.benchmarks.contest.Rounds;
import dev.lifeguard.benchmarks.contest.Turn;
import dev.lifeguard.benchmarks.hotpath.Server;
import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.report.Report;

import org.springframework.util.FileSystemUtils;

/**
 * Compares a call of two commits, whose load programs take turns, half of the rounds with
 * a fresh pair of them, and fails if the later one is dearer beyond what the measurement
 * itself varies by.
 *
 * @since 0.1.0
 */
public final class Regression implements Part {

	private static final String USAGE = "it takes two commits, the earlier one first";

	private static final int CALLERS = 64;

	private static final int MILLIS = 1000;

	private static final int WARMUP_SECONDS = Integer.getInteger("warmup", 6);

	private static final int ROUNDS = Integer.getInteger("rounds", 16);

	private final Random random = new Random(Long.getLong("seed", 1));

	@Override
	public String name() {
		return "compare";
	}

	@Override
	public void run(Report report, List<String> words) throws IOException {
		if (words.isEmpty()) {
			System.out.println("compare is left out: " + USAGE);
			return;
		}
		if (words.size() != 2) {
			throw new IllegalArgumentException(USAGE);
		}
		compare(words);
	}

	private void compare(List<String> words) throws IOException {
		Path folder = Files.createTempDirectory("compare");
		try {
			Revision before = Revision.build(words.get(0), Files.createDirectory(folder.resolve("before")));
			Revision after = Revision.build(words.get(1), Files.createDirectory(folder.resolve("after")));
			Verdicts verdicts = new Verdicts(before.commit(), after.commit());
			for (Contestant contestant : Contestants.tuned("lifeguard-webclient", "lifeguard-restclient")) {
				// what a JVM happens to compile, and how, differs from start to start
				Rounds rounds = measure(folder, contestant, before, after);
				verdicts.add(contestant, rounds.and(measure(folder, contestant, before, after)));
			}
			System.out.println(verdicts);
			verdicts.check();
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private Rounds measure(Path folder, Contestant contestant, Revision before, Revision after) throws IOException {
		try (Server server = Server.netty(); Lineup lineup = new Lineup(folder, server.url(), CALLERS)) {
			Map<String, Rounds.Player> players = new LinkedHashMap<>();
			for (Revision revision : List.of(before, after)) {
				LoadProcess process = lineup.start(contestant, "200", revision.classPath());
				players.put((revision == before) ? Verdicts.BEFORE : Verdicts.AFTER,
						() -> Turn.of(process, Job.GET, CALLERS, MILLIS));
			}
			lineup.warmUp(Job.GET, CALLERS, WARMUP_SECONDS);
			return Rounds.play((ROUNDS + 1) / 2, this.random, players);
		}
	}

}
