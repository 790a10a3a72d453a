package dev.lifeguard.benchmarks.peers;

import java.util.List;
import java.util.ServiceLoader;
import java.util.ServiceLoader.Provider;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.load.Calls;

/**
 * All clients with all settings, by their names. Those that are not in every build are
 * found by the {@link ServiceLoader}.
 *
 * @since 0.1.0
 */
public final class Peers {

	private static final List<Peer> PEERS = Stream.concat(
			Stream.of(new LifeguardRestClientPeer(), new LifeguardWebClientPeer(), new ApachePeer(), new JdkPeer(),
					new JettyPeer(), new ReactorPeer(), new WebClientPeer(), new FeignPeer()),
			ServiceLoader.load(Peer.class).stream().map(Provider::get))
		.toList();

	private Peers() {
	}

	/**
	 * Return the names of all contestants.
	 * @return the defaults of a client, and then the tuned one
	 */
	public static List<String> names() {
		return PEERS.stream()
			.map(Peer::name)
			.flatMap((peer) -> Stream.of(peer + "-defaults", peer + "-tuned"))
			.toList();
	}

	/**
	 * Create a contestant.
	 * @param name the name of the client, a dash, and {@code defaults}, {@code tuned} or
	 * other settings that it has
	 * @param baseUrl where to call
	 * @return the calls of a new client
	 */
	public static Calls create(String name, String baseUrl) {
		int dash = name.lastIndexOf('-');
		Peer peer = peer(name.substring(0, Math.max(0, dash)));
		return peer.create(name.substring(dash + 1), baseUrl);
	}

	/**
	 * Create many clients of a contestant that take turns.
	 * @param name the name of the contestant
	 * @param baseUrl where to call
	 * @param count how many there are
	 * @return the calls of new clients
	 */
	public static Calls create(String name, String baseUrl, int count) {
		int dash = name.lastIndexOf('-');
		return (count == 1) ? create(name, baseUrl) : RotatedCalls
			.of(peer(name.substring(0, Math.max(0, dash))).create(name.substring(dash + 1), baseUrl, count));
	}

	private static Peer peer(String name) {
		return PEERS.stream()
			.filter((peer) -> peer.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("No client '" + name + "'"));
	}

}
