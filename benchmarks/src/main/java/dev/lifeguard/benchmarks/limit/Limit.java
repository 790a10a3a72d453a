package dev.lifeguard.benchmarks.limit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
import dev.lifeguard.benchmarks.contest.Language;
import dev.lifeguard.benchmarks.contest.Lineup;
import dev.lifeguard.benchmarks.contest.LoadProcess;
import dev.lifeguard.benchmarks.contest.Rounds;
import dev.lifeguard.benchmarks.contest.Turn;
import dev.lifeguard.benchmarks.hotpath.Server;
import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.report.Bars;
import dev.lifeguard.benchmarks.report.Report;

import org.springframework.util.FileSystemUtils;

/**
 * Compares the throughput of the clients with that of programs that do nothing but what
 * cannot be left out. All of them have the same number of connections, with one request
 * after the other on each.
 *
 * @since 0.1.0
 */
public final class Limit implements Part {

	private static final int CONNECTIONS = 64;

	private static final int MILLIS = 1000;

	private static final int WARMUP_SECONDS = Integer.getInteger("warmup", 16);

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	private static final Contestant RAW = new Contestant("raw", "Raw Netty client", "tuned", Language.NETTY);

	private static final String WRK_ONE = "wrk, 1 thread";

	private static final String WRK_TWO = "wrk, 2 threads";

	private static final List<String> LIMITS = List.of(WRK_ONE, WRK_TWO, RAW.title());

	private static final List<Contestant> CLIENTS = Contestants.tuned("lifeguard-webclient", "webclient",
			"lifeguard-restclient", "reactor", "apache");

	private static final String ROW = "| %s | %s | %s | %s |%n";

	@Override
	public String name() {
		return "limit";
	}

	@Override
	public void run(Report report, List<String> words) throws IOException {
		Part.requireKnown(words, List.of(), String::equals);
		Path folder = Files.createTempDirectory("limit");
		try {
			Optional<Server> nginx = Server.nginx(folder);
			if (nginx.isPresent()) {
				measure(report, folder, nginx.get());
			}
			measure(report, folder, Server.netty());
		}
		finally {
			FileSystemUtils.deleteRecursively(folder);
		}
	}

	private void measure(Report report, Path folder, Server server) throws IOException {
		try (server; Lineup lineup = new Lineup(folder, server.url(), CONNECTIONS)) {
			Map<String, Rounds.Player> players = players(lineup, server.url());
			lineup.warmUp(Job.GET, CONNECTIONS, WARMUP_SECONDS);
			Rounds rounds = Rounds.play(ROUNDS, new Random(Long.getLong("seed", 1)), players);
			report.section("limit against %s, JDK %d".formatted(server.name(), Runtime.version().feature()),
					table(server, rounds));
			Bars.draw(report.picture("limit-" + server.name().toLowerCase(Locale.ROOT)),
					"%d connections to %s: share of the fastest without a framework".formatted(CONNECTIONS,
							server.name()),
					"calls per second / those of " + line(rounds), bars(rounds));
		}
	}

	private static Map<String, Rounds.Player> players(Lineup lineup, String url) throws IOException {
		Map<String, Rounds.Player> players = new LinkedHashMap<>();
		if (Wrk.isHere()) {
			players.put(WRK_ONE, new Wrk(1, CONNECTIONS, url)::turn);
			players.put(WRK_TWO, new Wrk(2, CONNECTIONS, url)::turn);
		}
		else {
			System.out.println("wrk is left out: it is not installed");
		}
		players.put(RAW.title(), player(lineup.start(RAW, "1")));
		for (Contestant contestant : CLIENTS) {
			players.put(contestant.title(), player(lineup.start(contestant, "200")));
			if (contestant.isBlockingJava() && Jvm.hasVirtualThreads()) {
				players.put(contestant.title() + " (virtual)", player(lineup.start(contestant, "200v")));
			}
		}
		return players;
	}

	private static Rounds.Player player(LoadProcess process) {
		return () -> Turn.of(process, Job.GET, CONNECTIONS, MILLIS);
	}

	/**
	 * Return the fastest of those that do nothing but what cannot be left out.
	 */
	static String line(Rounds rounds) {
		return rounds.names()
			.stream()
			.filter(LIMITS::contains)
			.max(Comparator.comparingDouble((name) -> rounds.callsPerSecond(name).median()))
			.orElseThrow();
	}

	private static String table(Server server, Rounds rounds) {
		StringBuilder table = new StringBuilder(
				ROW.formatted(server.name(), "calls per second", "share of " + line(rounds), "CPU per call")
						+ ROW.formatted("---", "---", "---", "---"));
		for (String name : rounds.names()) {
			table.append(ROW.formatted(name, rounds.callsPerSecond(name).format("%.0f"),
					rounds.ratio(name, line(rounds)).format("%.2f"),
					rounds.cpuMicrosPerCall(name).format("%.1f") + " us"));
		}
		return table.toString();
	}

	private static List<Bars.Bar> bars(Rounds rounds) {
		return rounds.names()
			.stream()
			.map((name) -> new Bars.Bar(name, rounds.ratio(name, line(rounds)).median(), isOurs(name)))
			.toList();
	}

	private static boolean isOurs(String name) {
		return CLIENTS.stream().anyMatch((client) -> client.isOurs() && name.startsWith(client.title()));
	}

}
