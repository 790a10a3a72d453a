package dev.lifeguard.benchmarks.hotpath;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import dev.lifeguard.benchmarks.Jvm;
import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.Contestants;
import dev.lifeguard.benchmarks.contest.Lineup;
import dev.lifeguard.benchmarks.contest.Rounds;
import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.report.Bars;
import dev.lifeguard.benchmarks.report.Report;

import org.springframework.util.FileSystemUtils;

/**
 * Compares all contestants, each in a process of its own: their throughput with a few
 * callers and with many, what a call costs, and how long calls take that come at random.
 *
 * @since 0.1.0
 */
public final class Callers implements Part {

	private static final int MANY = 64;

	private static final List<Integer> FEWER = List.of(1, 8);

	private static final int WARMUP_SECONDS = Integer.getInteger("warmup", 8);

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	// the same for all parts of a run, so that it repeats as a whole
	private final Random random = new Random(Long.getLong("seed", 1));

	@Override
	public String name() {
		return "callers";
	}

	@Override
	public void run(Report report, List<String> words) throws IOException {
		Part.requireKnown(words, List.of(), String::equals);
		Path folder = Files.createTempDirectory("callers");
		try {
			measure(report, folder);
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void measure(Report report, Path folder) throws IOException {
		Optional<Server> nginx = Server.nginx(folder);
		try (Server server = (nginx.isPresent()) ? nginx.get() : Server.netty();
				Lineup lineup = new Lineup(folder, server.url(), MANY)) {
			List<Entrant> tuned = start(lineup, "tuned");
			lineup.warmUp(Job.GET, MANY, WARMUP_SECONDS);
			for (int callers : FEWER) {
				play(report, server, Job.GET, callers, tuned);
			}
			manyGets(report, folder, server, tuned);
			report.section(section("latency", server),
					Latencies.measure(ROUNDS, this.random, tuned, folder).toString());
			lineup.warmUp(Job.POST, MANY, WARMUP_SECONDS / 2);
			for (int callers : FEWER) {
				play(report, server, Job.POST, callers, tuned);
			}
			play(report, server, Job.POST, MANY, tuned);
		}
	}

	private void manyGets(Report report, Path folder, Server server, List<Entrant> tuned) throws IOException {
		try (Lineup lineup = new Lineup(folder, server.url(), MANY)) {
			List<Entrant> all = new ArrayList<>(tuned);
			all.addAll(start(lineup, "defaults"));
			lineup.warmUp(Job.GET, MANY, WARMUP_SECONDS);
			Rounds rounds = play(report, server, Job.GET, MANY, all);
			Bars.draw(report.picture(name()), "%d callers, GET: throughput".formatted(MANY),
					"ratio to " + tuned.get(0).contestant().title(), bars(tuned, rounds));
		}
	}

	private static List<Entrant> start(Lineup lineup, String variant) throws IOException {
		List<Entrant> entrants = new ArrayList<>();
		for (Contestant contestant : Contestants.of(variant)) {
			entrants.add(Entrant.start(lineup, contestant, false));
			if (hasVirtualThreads(contestant)) {
				entrants.add(Entrant.start(lineup, contestant, true));
			}
		}
		return entrants;
	}

	private static boolean hasVirtualThreads(Contestant contestant) {
		return Jvm.hasVirtualThreads() && contestant.isBlockingJava() && contestant.variant().equals("tuned");
	}

	private Rounds play(Report report, Server server, Job job, int callers, List<Entrant> entrants) throws IOException {
		Map<String, Rounds.Player> players = new LinkedHashMap<>();
		entrants.forEach((entrant) -> players.put(entrant.label(), entrant.caller(job, callers)));
		Rounds rounds = Rounds.play(ROUNDS, this.random, players);
		String title = "%s, callers: %d".formatted(job, callers);
		report.section(section(title, server), new CallersTable(entrants, rounds).text(title));
		return rounds;
	}

	private String section(String title, Server server) {
		return String.format(Locale.ROOT, "callers %s, %s, JDK %d", title, server.name(), Runtime.version().feature());
	}

	private static List<Bars.Bar> bars(List<Entrant> entrants, Rounds rounds) {
		String ours = entrants.get(0).label();
		return entrants.stream()
			.map((entrant) -> new Bars.Bar(entrant.label().replace(", tuned", "").replace(" threads)", ")"),
					rounds.ratio(entrant.label(), ours).median(), entrant.contestant().isOurs()))
			.toList();
	}

}
