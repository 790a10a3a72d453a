package dev.lifeguard.benchmarks.growth;

import java.util.List;
import java.util.Locale;

/**
 * Dimension along which an experiment grows.
 */
enum Topic {

	/** Callers that wait for a permit. */
	WAITING("waiting callers", new WaitingCalls(), 10, 100, 1_000, 10_000, 100_000),

	/** Callers that wait at the gate, without any I/O. */
	GATE("waiting at the gate alone", new GateOnly(), 10, 100, 1_000, 10_000, 100_000),

	/** Clients in one application. */
	CLIENTS("clients", new ManyClients(), 1, 10, 100, 1_000),

	/** Remotes of one client. */
	REMOTES("remotes", new ManyRemotes(), 1, 10, 100, 1_000),

	/** Calls per second. */
	RATE("calls per second", new Rates(), 100, 1_000, 10_000, 20_000, Rates.LIMIT),

	/** Permits that are held while calls are refused. */
	REFUSALS("permits held while calls are refused", new Refusals(), 50, 500, 5_000, 10_000),

	/** Heap of clients that do nothing. */
	IDLE("idle clients", new IdleClients(), 1_000),

	/** Heap of callers that wait. */
	WAITER("waiters", new WaiterHeap(), 100_000),

	/** Start of an application, each size in a JVM of its own. */
	START("start", new StartUp(), 1, 10, 100);

	private final String title;

	private final Experiment experiment;

	private final int[] sizes;

	Topic(String title, Experiment experiment, int... sizes) {
		this.title = title;
		this.experiment = experiment;
		this.sizes = sizes;
	}

	String title() {
		return this.title;
	}

	Experiment experiment() {
		return this.experiment;
	}

	int[] sizes() {
		return this.sizes.clone();
	}

	List<Contestant> contestants() {
		return (this == GATE || this == REFUSALS) ? List.of(Contestant.OURS)
				: List.of(Contestant.OURS, Contestant.PEER);
	}

	/**
	 * Return the word by which the topic is chosen.
	 */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

}
