package dev.lifeguard.benchmarks.hotpath;

import java.util.List;
import java.util.Locale;

import dev.lifeguard.benchmarks.Jvm;
import dev.lifeguard.benchmarks.load.Job;

/**
 * Two clients that do the same.
 *
 * @param title who is compared
 * @param benchmark the benchmark's class
 * @param job what they do
 * @param callers how many calls are under way at once
 * @param virtual whether the callers are virtual threads
 * @param goal the throughput's ratio that we want at least
 */
record Comparison(String title, Class<?> benchmark, Job job, int callers, boolean virtual, double goal) {

	private static final String WEB_CLIENT = "WebClient / bare Reactor Netty";

	private static final double WEB_CLIENT_GOAL = 0.97;

	private static final String REST_CLIENT = "RestClient / bare Reactor Netty";

	private static final double REST_CLIENT_GOAL = 0.95;

	private static final String APACHE = "RestClient / Apache";

	private static final int SOME = 8;

	private static final int MANY = 64;

	/**
	 * The comparisons that the running JDK can make.
	 */
	static List<Comparison> possible() {
		return List
			.of(webClient(Job.GET, 1), webClient(Job.GET, SOME), webClient(Job.GET, MANY), webClient(Job.POST, MANY),
					restClient(Job.GET, 1, false), restClient(Job.GET, SOME, false), restClient(Job.GET, MANY, false),
					restClient(Job.POST, MANY, false), restClient(Job.GET, MANY, true),
					restClient(Job.POST, MANY, true),
					new Comparison("RestClient / Spring's bridge", BridgeCall.class, Job.GET, MANY, false, 1),
					new Comparison(APACHE, ApacheCall.class, Job.GET, MANY, false, 1),
					new Comparison(APACHE, ApacheCall.class, Job.GET, MANY, true, 1))
			.stream()
			.filter((comparison) -> !comparison.virtual() || Jvm.hasVirtualThreads())
			.toList();
	}

	private static Comparison webClient(Job job, int callers) {
		return new Comparison(WEB_CLIENT, WebClientCalls.class, job, callers, false, WEB_CLIENT_GOAL);
	}

	private static Comparison restClient(Job job, int callers, boolean virtual) {
		return new Comparison(REST_CLIENT, BareCall.class, job, callers, virtual, REST_CLIENT_GOAL);
	}

	/**
	 * Return how many threads of JMH call: one of them keeps all calls of a
	 * {@code WebClient} under way.
	 */
	int threads() {
		return (this.benchmark == WebClientCalls.class) ? 1 : this.callers;
	}

	/**
	 * Return how the comparison is called in tables.
	 */
	String label() {
		String kind = (this.benchmark == WebClientCalls.class) ? "in flight" : (this.virtual ? "virtual" : "platform");
		return String.format(Locale.ROOT, "%s, %s, %d %s", this.title, this.job, this.callers, kind);
	}

}
