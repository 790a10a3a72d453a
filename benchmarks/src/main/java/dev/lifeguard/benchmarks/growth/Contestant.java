package dev.lifeguard.benchmarks.growth;

/**
 * Clients that are measured.
 */
enum Contestant {

	/** Lifeguard's, from properties only. */
	OURS,

	/** Boot's {@code WebClient} on a Reactor Netty pool of the same bound. */
	PEER

}
