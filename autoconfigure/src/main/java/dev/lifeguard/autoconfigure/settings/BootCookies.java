package dev.lifeguard.autoconfigure.settings;

import dev.lifeguard.autoconfigure.properties.CookieHandling;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;

/**
 * Cookie handling in Spring Boot's settings. It is the only class that refers to what
 * Spring Boot 4.0 lacks, and must not be used there.
 *
 * @see CookieRules#SUPPORTED
 */
final class BootCookies {

	private BootCookies() {
	}

	static @Nullable CookieHandling of(HttpClientSettings settings) {
		HttpCookieHandling cookies = settings.cookieHandling();
		return (cookies != null) ? CookieHandling.valueOf(cookies.name()) : null;
	}

	static HttpClientSettings apply(HttpClientSettings settings, CookieHandling cookies) {
		return settings.withCookieHandling(HttpCookieHandling.valueOf(cookies.name()));
	}

}
