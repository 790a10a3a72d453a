package dev.lifeguard.test;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

import org.jspecify.annotations.Nullable;

/**
 * What sends one client to another server: its base URL, and what would lead past it.
 */
final class ClientAddress {

	private static final String SERVER = "^\\w+://[^/?#]*";

	private ClientAddress() {
	}

	/**
	 * Return what takes the place of what is written.
	 * @param written what is written
	 * @param backend the server
	 * @return the properties
	 */
	static Map<String, Object> overrides(Written written, Backend backend) {
		BackendSettings settings = backend.settings();
		String client = settings.client();
		Map<String, Object> overrides = new LinkedHashMap<>();
		put(written, overrides, client, "base-url", at(backend.url(), baseUrl(written, client)));
		overrides.put(Keys.ofClient(client, "protocol"), settings.protocol().name().toLowerCase(Locale.ROOT));
		overrides.put(Keys.ofClient(client, "proxy.type"), "none");
		String certificate = backend.server().certificate();
		if (certificate != null) {
			put(written, overrides, client, "ssl.bundle", settings.sslBundle());
			overrides.put("spring.ssl.bundle.pem.%s.truststore.certificate".formatted(settings.sslBundle()),
					certificate);
		}
		overrides.put(urlProperty(client), backend.url());
		overrides.put("broken-backend.%s.port".formatted(client), backend.port());
		return overrides;
	}

	static String urlProperty(String client) {
		return "broken-backend.%s.url".formatted(client);
	}

	/**
	 * Write a value, also where the client's HTTP service group has it, which may not
	 * differ.
	 */
	static void put(Written written, Map<String, Object> overrides, String client, String key, String value) {
		overrides.put(Keys.ofClient(client, key), value);
		String group = Keys.ofGroup(client, key);
		if (group != null && written.text(group) != null) {
			overrides.put(group, value);
		}
	}

	/**
	 * Return the base URL that a client has, or {@code null}.
	 */
	static @Nullable String baseUrl(Written written, String client) {
		String key = written.firstOf(Keys.lookedUp(client, "base-url"));
		return (key != null) ? written.text(key) : null;
	}

	/**
	 * Return a base URL at another server: its path stays.
	 */
	static String at(String server, @Nullable String baseUrl) {
		return (baseUrl != null && baseUrl.matches(SERVER + ".*"))
				? baseUrl.replaceFirst(SERVER, Matcher.quoteReplacement(server)) : server;
	}

}
