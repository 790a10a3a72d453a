package dev.lifeguard.autoconfigure.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The settings that are accepted and do nothing in this version. Who sets one is told.
 */
final class NotInForce {

	private static final Log logger = LogFactory.getLog(NotInForce.class);

	private static final Map<String, Function<ClientProperties, @Nullable Object>> KEYS = keys();

	private NotInForce() {
	}

	private static Map<String, Function<ClientProperties, @Nullable Object>> keys() {
		Map<String, Function<ClientProperties, @Nullable Object>> keys = new LinkedHashMap<>();
		keys.put("limit.min", (client) -> client.getLimit().getMin());
		return keys;
	}

	static void warnOf(String client, Leaves leaves) {
		List<String> set = KEYS.entrySet()
			.stream()
			.filter((key) -> leaves.inherited(key.getKey(), (properties) -> key.getValue().apply(properties)) != null)
			.map((key) -> leaves.property(key.getKey()))
			.toList();
		if (!set.isEmpty()) {
			logger.warn("client '%s': accepted, but without effect in this version: %s".formatted(client,
					String.join(", ", set)));
		}
	}

}
