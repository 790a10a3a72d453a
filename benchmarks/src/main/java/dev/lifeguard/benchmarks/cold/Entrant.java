package dev.lifeguard.benchmarks.cold;

import java.util.function.Function;

/**
 * A client whose first call is measured.
 */
enum Entrant {

	/** Reactor Netty in a program that has nothing else. */
	REACTOR("bare Reactor Netty", BareCalls::new),

	/** The JDK's client in a program that has nothing else. */
	JDK("the JDK's client, bare", JdkCalls::new),

	/** Spring Boot's {@code RestClient} as it is without another library. */
	BOOT_RESTCLIENT("Boot's RestClient on the JDK's client", (url) -> ApplicationCalls.plain(false, url)),

	/** Spring Boot's {@code WebClient} on Reactor Netty. */
	BOOT_WEBCLIENT("Boot's WebClient on Reactor Netty", (url) -> ApplicationCalls.plain(true, url)),

	/** Ours, with nothing loaded before the first call. */
	COLD_RESTCLIENT("Lifeguard RestClient, preload: false", (url) -> ApplicationCalls.ours(false, false, url)),

	/** Ours, with nothing loaded before the first call. */
	COLD_WEBCLIENT("Lifeguard WebClient, preload: false", (url) -> ApplicationCalls.ours(true, false, url)),

	/** Ours. */
	RESTCLIENT("Lifeguard RestClient", (url) -> ApplicationCalls.ours(false, true, url)),

	/** Ours. */
	WEBCLIENT("Lifeguard WebClient", (url) -> ApplicationCalls.ours(true, true, url));

	private final String title;

	private final Function<String, ColdCalls> start;

	Entrant(String title, Function<String, ColdCalls> start) {
		this.title = title;
		this.start = start;
	}

	/**
	 * Return what stands in the table.
	 */
	String title() {
		return this.title;
	}

	/**
	 * Start the client, with its application if it has one.
	 */
	ColdCalls start(String url) {
		return this.start.apply(url);
	}

	/**
	 * Return whether a training run can end when its application is ready.
	 */
	boolean isApplication() {
		return this != REACTOR && this != JDK;
	}

	/**
	 * Return whether it loads what it needs before the first call.
	 */
	boolean preloads() {
		return this == RESTCLIENT || this == WEBCLIENT;
	}

}
