package dev.lifeguard.autoconfigure;

import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.core.env.Environment;

/**
 * Settings of Boot's HTTP service groups that say the same as a client's of that name. A
 * group uses its client, so what Boot's say of the connection would be lost: it stops
 * start-up and says where to write it. What they say of requests goes on to count.
 */
final class OverlappingSettings {

	private static final ConfigurationPropertyName GROUPS = ConfigurationPropertyName.of("spring.http.serviceclient");

	private final Environment environment;

	private final boolean groups;

	OverlappingSettings(Environment environment) {
		this.environment = environment;
		this.groups = StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.anyMatch((source) -> source.containsDescendantOf(GROUPS) != ConfigurationPropertyState.ABSENT);
	}

	void check(ClientBlueprint client) {
		if (this.groups) {
			refuseIfOverlapping(client);
		}
	}

	private void refuseIfOverlapping(ClientBlueprint client) {
		String name = client.settings().name();
		String prefix = GROUPS + "." + name + ".";
		SpringClientSettings.NAMES
			.forEach((ours, key) -> refuse(prefix + key, this.environment.getProperty(prefix + key),
					"The group uses the client of its name, whose connections have settings of their own.",
					"Remove it, and write lifeguard.clients.%s.%s.".formatted(name, ours)));
		String baseUrl = this.environment.getProperty(baseUrlKey(name));
		if (baseUrl != null && client.ownBaseUrl() != null && !baseUrl.equals(client.ownBaseUrl())) {
			refuse(baseUrlKey(name), Leaves.readable(baseUrl).toString(),
					"The client of that name has another one: %s.".formatted(Leaves.readable(client.ownBaseUrl())),
					"Write one of the two.");
		}
	}

	static String baseUrlKey(String client) {
		return GROUPS + "." + client + ".base-url";
	}

	private static void refuse(String key, @Nullable String value, String possible, String action) {
		if (value != null) {
			throw new InvalidSettingException(key, value, possible, action);
		}
	}

}
