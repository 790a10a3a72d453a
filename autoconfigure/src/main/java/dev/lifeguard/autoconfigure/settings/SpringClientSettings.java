package dev.lifeguard.autoconfigure.settings;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.lifeguard.autoconfigure.properties.ClientProperties;

import org.springframework.boot.http.client.HttpClientSettings;

/**
 * Settings of all of Spring's HTTP clients, as properties of a client: they apply where
 * neither the client nor the defaults set a value. Both name most of it differently.
 *
 * @since 0.1.0
 */
public final class SpringClientSettings {

	private static final String PREFIX = "spring.http.clients.";

	/** Spring's name of what both can say, by ours. */
	static final SortedMap<String, String> NAMES = Collections.unmodifiableSortedMap(
			new TreeMap<>(Map.of("timeout.connect", "connect-timeout", "timeout.response", "read-timeout", "redirects",
					"redirects", "cookie-handling", "cookie-handling", "ssl.bundle", "ssl.bundle")));

	private SpringClientSettings() {
	}

	static ClientProperties of(HttpClientSettings settings) {
		ClientProperties properties = new ClientProperties();
		properties.getTimeout().setConnect(settings.connectTimeout());
		properties.getTimeout().setResponse(settings.readTimeout());
		properties.setRedirects(settings.redirects());
		if (CookieRules.SUPPORTED) {
			properties.setCookieHandling(BootCookies.of(settings));
		}
		return properties;
	}

	/**
	 * Return Spring's property that says the same as one of ours.
	 * @param key our key, below a client
	 * @return the full name of Spring's property
	 */
	public static String property(String key) {
		return PREFIX + NAMES.getOrDefault(key, key);
	}

}
