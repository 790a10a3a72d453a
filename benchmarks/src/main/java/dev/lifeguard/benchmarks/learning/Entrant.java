package dev.lifeguard.benchmarks.learning;

import java.util.List;
import java.util.stream.Stream;

/**
 * A client with a limit that is fixed or learned.
 *
 * @param name the client's name
 * @param connections its bound
 * @param learns whether the limit is learned below that
 */
record Entrant(String name, int connections, boolean learns) {

	private static final int MOST = 200;

	static final Entrant LEARNED = new Entrant("learned", MOST, true);

	static List<Entrant> all() {
		return Stream.concat(Stream.of(10, 16, 24, 50, 100, MOST).map(Entrant::fixed), Stream.of(LEARNED)).toList();
	}

	private static Entrant fixed(int connections) {
		return new Entrant("fixed-" + connections, connections, false);
	}

	/**
	 * Return what is written of it in the application's properties.
	 * @param url its backend
	 */
	Stream<String> properties(String url) {
		return Stream
			.of("base-url=" + url, "pool.max-connections=" + this.connections,
					"limit.mode=" + (this.learns ? "adaptive" : "fixed"))
			.map(("clients." + this.name + ".")::concat);
	}

}
