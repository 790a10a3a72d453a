package dev.lifeguard.autoconfigure.properties;

/**
 * Cookie handling of a client, with the constants of Spring Boot's type of that name,
 * which Spring Boot 4.0 does not have.
 *
 * @since 0.1.0
 */
public enum CookieHandling {

	/** Cookies are kept if the transport can. */
	ENABLE_WHEN_POSSIBLE,

	/** Cookies are kept. */
	ENABLE,

	/** Cookies are not kept. */
	DISABLE

}
