package dev.lifeguard.benchmarks.hotpath;

import java.util.List;

/**
 * Two clients that do the same.
 *
 * @param title what they do
 * @param benchmark the benchmark's class
 * @param threads how many threads call
 * @param virtual whether they are virtual threads
 * @param goal the throughput's ratio that we want at least
 */
record Comparison(String title, Class<?> benchmark, int threads, boolean virtual, double goal) {

	private static final int FIRST_WITH_VIRTUAL_THREADS = 21;

	/**
	 * The comparisons that the running JDK can make.
	 */
	static List<Comparison> possible() {
		return List.of(new Comparison("WebClient / bare Reactor Netty", WebClientGet.class, 1, false, 0.97),
				new Comparison("RestClient / Apache, 16 platform threads", RestClientGet.class, 16, false, 0.95),
				new Comparison("RestClient / Spring's bridge, 16 platform threads", BridgeGet.class, 16, false, 1.0),
				new Comparison("RestClient / bare Reactor Netty, 16 platform threads", BareGet.class, 16, false, 0.95),
				new Comparison("RestClient / bare Reactor Netty, 64 virtual threads", BareGet.class, 64, true, 0.95),
				new Comparison("RestClient / Apache, 64 virtual threads", RestClientGet.class, 64, true, 2.0))
			.stream()
			.filter((comparison) -> !comparison.virtual() || Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS)
			.toList();
	}

}
