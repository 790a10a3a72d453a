package dev.lifeguard.benchmarks.contest;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.util.ClassUtils;

/**
 * Contestants that take part.
 *
 * @since 0.1.0
 */
public final class Contestants {

	// not in every build
	private static final String RIPTIDE = "dev.lifeguard.benchmarks.peers.riptide.RiptidePeer";

	private static final List<Client> CLIENTS = List.of(
			new Client("lifeguard-restclient", "Lifeguard RestClient", Language.JAVA),
			new Client("lifeguard-webclient", "Lifeguard WebClient", Language.JAVA),
			new Client("apache", "RestClient on Apache", Language.JAVA),
			new Client("jdk", "RestClient on the JDK's", Language.JAVA),
			new Client("jetty", "RestClient on Jetty", Language.JAVA),
			new Client("reactor", "RestClient on Reactor Netty", Language.JAVA),
			new Client("webclient", "WebClient on Reactor Netty", Language.JAVA),
			new Client("feign", "OpenFeign + Resilience4j", Language.JAVA),
			new Client("riptide", "Riptide", Language.JAVA), new Client("requests", "Python requests", Language.PYTHON),
			new Client("node", "Node http.Agent", Language.NODE), new Client("go", "Go net/http", Language.GO));

	private static final Set<String> EVERYBODYS = Set.of("defaults", "tuned");

	private Contestants() {
	}

	/**
	 * Return all contestants of a variant whose language is installed, and say which are
	 * left out.
	 * @param variant {@code defaults} or {@code tuned}
	 * @return the contestants, ours first
	 */
	public static List<Contestant> of(String variant) {
		return all(variant).stream().filter(Contestants::isHere).toList();
	}

	/**
	 * Return all contestants of a variant, also those that cannot run here.
	 * @param variant {@code defaults} or {@code tuned}, or {@code learned} or
	 * {@code once}, which only ours have
	 * @return the contestants, ours first
	 */
	public static List<Contestant> all(String variant) {
		return CLIENTS.stream()
			.map((client) -> client.set(variant))
			.filter((one) -> one.isOurs() || EVERYBODYS.contains(variant))
			.toList();
	}

	/**
	 * Return the tuned contestants of some clients.
	 * @param clients the clients' short names
	 * @return the contestants, in that order
	 */
	public static List<Contestant> tuned(String... clients) {
		return Stream.of(clients)
			.flatMap((name) -> CLIENTS.stream().filter((client) -> client.name().equals(name)))
			.map((client) -> client.set("tuned"))
			.toList();
	}

	private static boolean isHere(Contestant contestant) {
		boolean here = contestant.language().isHere()
				&& (!contestant.client().equals("riptide") || ClassUtils.isPresent(RIPTIDE, null));
		if (!here) {
			System.out.printf("%s is left out: what it needs is not installed%n", contestant.label());
		}
		return here;
	}

	private record Client(String name, String title, Language language) {

		Contestant set(String variant) {
			return new Contestant(this.name, this.title, variant, this.language);
		}

	}

}
