package dev.lifeguard.autoconfigure;

import dev.lifeguard.client.ClientSettings;
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

	static void check(ClientSettings client, PropertyResolver properties) {
		String prefix = GROUPS + client.name() + ".";
		SpringClientSettings.NAMES.forEach((ours, key) -> refuse(prefix + key, properties.getProperty(prefix + key),
				"The group uses the client of its name, whose connections have settings of their own.",
				"Remove it, and write lifeguard.clients.%s.%s.".formatted(client.name(), ours)));
		String baseUrl = properties.getProperty(prefix + "base-url");
		if (baseUrl != null && client.baseUrl() != null && !baseUrl.equals(client.baseUrl())) {
			refuse(prefix + "base-url", Leaves.readable(baseUrl).toString(),
					"The client of that name has another one: %s.".formatted(Leaves.readable(client.baseUrl())),
					"Write one of the two.");
		}
	}

	private static void refuse(String key, @Nullable String value, String possible, String action) {
		if (value != null) {
			throw new InvalidSettingException(key, value, possible, action);
		}
	}

}
