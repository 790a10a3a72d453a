package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.function.Function;
import java.util.stream.StreamSupport;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.properties.CookieHandling;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.core.env.Environment;

/**
 * Connection settings of an HTTP service group, as properties of the client with that
 * name, which the group uses. A value that the client has as well, and that differs,
 * stops start-up: one of the two would be lost.
 */
final class GroupSettings {

	private static final ConfigurationPropertyName GROUPS = ConfigurationPropertyName.of("spring.http.serviceclient");

	private static final ClientProperties NOTHING = new ClientProperties();

	private final Binder binder;

	private final boolean groups;

	GroupSettings(Environment environment) {
		this.binder = Binder.get(environment);
		this.groups = StreamSupport.stream(ConfigurationPropertySources.get(environment).spliterator(), false)
			.anyMatch((source) -> source.containsDescendantOf(GROUPS) != ConfigurationPropertyState.ABSENT);
	}

	/**
	 * Return Boot's property that says of a group what one of ours says of its client.
	 */
	static String property(String client, String key) {
		return GROUPS + "." + client + "." + SpringClientSettings.NAMES.getOrDefault(key, key);
	}

	/**
	 * Return what is written for the group of a client's name.
	 */
	ClientProperties of(String client) {
		return this.groups ? bound(client) : NOTHING;
	}

	private ClientProperties bound(String client) {
		ClientProperties properties = new ClientProperties();
		properties.getTimeout().setConnect(value(client, "timeout.connect", Duration.class));
		properties.getTimeout().setResponse(value(client, "timeout.response", Duration.class));
		properties.setRedirects(value(client, "redirects", HttpRedirects.class));
		properties.setCookieHandling(value(client, "cookie-handling", CookieHandling.class));
		properties.getSsl().setBundle(value(client, "ssl.bundle", String.class));
		return properties;
	}

	private <T> @Nullable T value(String client, String key, Class<T> type) {
		return this.binder.bind(property(client, key), type).orElse(null);
	}

	/**
	 * Return the base URL of the group of a client's name, which stays Boot's.
	 */
	@Nullable String baseUrl(String client) {
		return this.groups ? value(client, "base-url", String.class) : null;
	}

	/**
	 * Refuse what is written twice and differs.
	 */
	void check(Rules rules, String client, @Nullable String ownBaseUrl) {
		if (this.groups) {
			twice(rules, client, "timeout.connect", (properties) -> properties.getTimeout().getConnect());
			twice(rules, client, "timeout.response", (properties) -> properties.getTimeout().getResponse());
			twice(rules, client, "redirects", ClientProperties::getRedirects);
			twice(rules, client, "cookie-handling", ClientProperties::getCookieHandling);
			twice(rules, client, "ssl.bundle", (properties) -> properties.getSsl().getBundle());
			boolean own = rules.leaves().at(Origin.CLIENT).getBaseUrl() != null;
			differs(rules, client, "base-url", own ? Origin.CLIENT : Origin.DEFAULTS, ownBaseUrl, baseUrl(client));
		}
	}

	private static void twice(Rules rules, String client, String key,
			Function<ClientProperties, @Nullable Object> getter) {
		differs(rules, client, key, Origin.CLIENT, getter.apply(rules.leaves().at(Origin.CLIENT)),
				getter.apply(rules.leaves().at(Origin.GROUP)));
	}

	private static void differs(Rules rules, String client, String key, Origin place, @Nullable Object ours,
			@Nullable Object group) {
		if (ours != null && group != null && !ours.equals(group)) {
			throw rules.contradiction(property(client, key), group, rules.leaves().property(key, place), ours,
					"The HTTP service group uses the client of the same name, so the two must not differ.",
					"Set only one of the two.");
		}
	}

}
