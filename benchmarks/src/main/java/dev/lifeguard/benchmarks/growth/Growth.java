package dev.lifeguard.benchmarks.growth;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.hotpath.HotPathServer;
import dev.lifeguard.benchmarks.report.Report;

/**
 * Measures how a call's cost, a client's heap and an application's start change with
 * their number. In each round each contestant has a fresh JVM for each topic, in which
 * the sizes take turns in an order that the seed repeats.
 *
 * @since 0.1.0
 */
public final class Growth implements Part {

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	private static final int PORTS = 1_000;

	private final Random random = new Random(Long.getLong("seed", 1));

	@Override
	public String name() {
		return "growth";
	}

	@Override
	public void run(Report report, List<String> words) throws IOException {
		Part.requireKnown(words, Stream.of(Topic.values()).map(Topic::word).toList(), String::equals);
		Results results = new Results();
		try (Child server = new Child("256m", HotPathServer.class, Integer.toString(PORTS))) {
			String ports = server.line();
			for (int round = 0; round < ROUNDS; round++) {
				for (Topic topic : Topic.values()) {
					if (words.isEmpty() || words.contains(topic.word())) {
						round(topic, ports, results);
					}
				}
			}
		}
		new GrowthReport(results).write(report);
	}

	private void round(Topic topic, String ports, Results results) throws IOException {
		List<Contestant> contestants = new ArrayList<>(topic.contestants());
		Collections.shuffle(contestants, this.random);
		if (topic == Topic.START) {
			starts(ports, results);
			return;
		}
		String sizes = sizes(topic);
		for (Contestant contestant : contestants) {
			measure(topic, contestant, sizes, ports, results);
		}
	}

	/**
	 * Each start twice, in a JVM of its own: with our clients, with one that is bare, and
	 * with none.
	 */
	private void starts(String ports, Results results) throws IOException {
		List<Start> starts = new ArrayList<>();
		IntStream.of(0, 1).forEach((size) -> starts.add(new Start(Contestant.PEER, size)));
		IntStream.of(Topic.START.sizes()).forEach((size) -> starts.add(new Start(Contestant.OURS, size)));
		starts.addAll(List.copyOf(starts));
		Collections.shuffle(starts, this.random);
		for (Start start : starts) {
			measure(Topic.START, start.contestant(), Integer.toString(start.clients()), ports, results);
		}
	}

	private String sizes(Topic topic) {
		List<Integer> sizes = new ArrayList<>(IntStream.of(topic.sizes()).boxed().toList());
		Collections.shuffle(sizes, this.random);
		return sizes.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	private static void measure(Topic topic, Contestant contestant, String sizes, String ports, Results results)
			throws IOException {
		long begin = System.nanoTime();
		boolean complete = false;
		try (Child child = new Child("4g", GrowthProgram.class, topic.name(), contestant.name(), sizes, ports)) {
			for (String line : child.lines()) {
				complete = "end".equals(line) || add(topic, contestant, line, results);
			}
		}
		if (!complete) {
			throw new IOException("%s of %s could not be measured".formatted(topic, contestant));
		}
		System.err.printf("growth: %s of %s took %d ms%n", topic, contestant,
				TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
	}

	private static boolean add(Topic topic, Contestant contestant, String line, Results results) {
		String[] words = line.split(" ");
		results.add(topic, contestant, Integer.parseInt(words[0]),
				Stream.of(words).skip(1).mapToDouble(Double::parseDouble).toArray());
		return false;
	}

	/**
	 * An application to start.
	 *
	 * @param contestant whose clients it has
	 * @param clients how many
	 */
	private record Start(Contestant contestant, int clients) {

	}

}
