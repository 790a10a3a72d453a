package dev.lifeguard.autoconfigure.settings;

import java.util.Locale;

import dev.lifeguard.autoconfigure.properties.CookieHandling;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootVersion;

/**
 * Rules for a client's cookie handling.
 */
final class CookieRules {

	/** Whether Spring Boot has a setting for cookies: since 4.1. */
	static final boolean SUPPORTED = !SpringBootVersion.getVersion().startsWith("4.0.");

	private static final String KEY = "cookie-handling";

	private CookieRules() {
	}

	static void check(Rules rules, @Nullable CookieHandling cookies) {
		if (cookies != null) {
			String value = cookies.name().toLowerCase(Locale.ROOT).replace('_', '-');
			rules.refuseIf(!SUPPORTED, KEY, value, "The setting for cookies needs Spring Boot 4.1 or later.",
					"Remove the property, or use Spring Boot 4.1 or later. Without it, no cookies are kept either.");
			rules.refuseIf(cookies == CookieHandling.ENABLE, KEY, value,
					"Reactor Netty, which all clients use, does not store cookies.",
					"Write disable or enable-when-possible.");
		}
	}

}
