package dev.lifeguard.test;

import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The places where one setting of a client may be written.
 */
final class Keys {

	/** Spring's name of what it can say of an HTTP service group, by Lifeguard's. */
	private static final Map<String, String> SPRINGS = Map.of("base-url", "base-url", "timeout.connect",
			"connect-timeout", "timeout.response", "read-timeout", "ssl.bundle", "ssl.bundle");

	private Keys() {
	}

	static String ofClient(String client, String key) {
		return "lifeguard.clients." + client + "." + key;
	}

	/**
	 * Return the key that says the same of the client's HTTP service group, which may not
	 * differ.
	 */
	static @Nullable String ofGroup(String client, String key) {
		String springs = SPRINGS.get(key);
		return (springs != null) ? "spring.http.serviceclient." + client + "." + springs : null;
	}

	/**
	 * Return all keys, in the order in which they are looked up.
	 */
	static String[] lookedUp(String client, String key) {
		Stream<@Nullable String> keys = Stream.of(ofClient(client, key), ofGroup(client, key),
				"lifeguard.defaults." + key,
				SPRINGS.containsKey(key) ? "spring.http.clients." + SPRINGS.get(key) : null);
		return keys.filter((each) -> each != null).toArray(String[]::new);
	}

}
