package dev.lifeguard.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.PropertyResolver;

/**
 * Settings of Boot's HTTP service groups that say the same as a client's of that name. A
 * group uses its client, so what Boot's say of the connection would be lost: it stops
 * start-up and says where to write it. What they say of requests goes on to count.
 */
final class OverlappingSettings {

	private static final String GROUPS = "spring.http.serviceclient.";

	private OverlappingSettings() {
	}

	static void check(ClientBlueprint client, PropertyResolver properties) {
		String name = client.settings().name();
		String prefix = GROUPS + name + ".";
		SpringClientSettings.NAMES.forEach((ours, key) -> refuse(prefix + key, properties.getProperty(prefix + key),
				"The group uses the client of its name, whose connections have settings of their own.",
				"Remove it, and write lifeguard.clients.%s.%s.".formatted(name, ours)));
		String baseUrl = properties.getProperty(baseUrlKey(name));
		if (baseUrl != null && client.ownBaseUrl() != null && !baseUrl.equals(client.ownBaseUrl())) {
			refuse(baseUrlKey(name), Leaves.readable(baseUrl).toString(),
					"The client of that name has another one: %s.".formatted(Leaves.readable(client.ownBaseUrl())),
					"Write one of the two.");
		}
	}

	static String baseUrlKey(String client) {
		return GROUPS + client + ".base-url";
	}

	private static void refuse(String key, @Nullable String value, String possible, String action) {
		if (value != null) {
			throw new InvalidSettingException(key, value, possible, action);
		}
	}

}
