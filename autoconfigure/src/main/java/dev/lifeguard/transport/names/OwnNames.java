package dev.lifeguard.transport.names;

import java.time.Duration;

import reactor.netty.transport.NameResolverProvider;
import reactor.netty.transport.NameResolverProvider.NameResolverSpec;

/**
 * Settings of the resolver that a client has unless a customizer sets another: Netty's,
 * which asks the servers of {@code /etc/resolv.conf} and never blocks a thread.
 *
 * @since 0.1.0
 */
public final class OwnNames {

	private static final Duration CACHED = Duration.ofSeconds(30);

	/** The library's own. */
	private static final Duration LONGEST_QUERY = Duration.ofSeconds(5);

	private static final NameResolverProvider LIBRARYS = NameResolverProvider.builder().build();

	private OwnNames() {
	}

	/**
	 * Configure a resolver whose addresses count for a while only, and whose queries are
	 * short enough for a second one when a packet is lost.
	 * @param names the resolver's settings
	 * @param connectTimeout the longest connect, the name included
	 */
	public static void configure(NameResolverSpec names, Duration connectTimeout) {
		names.cacheMaxTimeToLive(CACHED).queryTimeout(queryTimeout(connectTimeout));
	}

	/**
	 * Two in five: two whole queries and the connect fit, or the beginning of a third.
	 */
	static Duration queryTimeout(Duration connectTimeout) {
		Duration query = connectTimeout.multipliedBy(2).dividedBy(5);
		Duration atMost = (query.compareTo(LONGEST_QUERY) < 0) ? query : LONGEST_QUERY;
		return atMost.isZero() ? Duration.ofMillis(1) : atMost;
	}

	/**
	 * Return whether nobody has chosen these settings: a transport gets them with the
	 * event loops that it is to run on.
	 * @param settings the settings of a resolver
	 * @return whether nobody has chosen these settings
	 */
	public static boolean isLibrarys(NameResolverProvider settings) {
		return settings.equals(LIBRARYS);
	}

}
