package dev.lifeguard.benchmarks.peers;

import java.time.Duration;

import org.springframework.boot.http.client.HttpClientSettings;

/**
 * The numbers that all tuned clients share, where they have a setting for it.
 *
 * @since 0.1.0
 */
public final class Tuning {

	/** The most connections. */
	public static final int CONNECTIONS = Integer.parseInt(System.getenv().getOrDefault("CONNECTIONS", "20"));

	/**
	 * The most callers that wait for a connection: the last of them waits about five
	 * times as long as a call takes.
	 */
	public static final int PENDING = 5 * CONNECTIONS;

	/** The longest wait for a connection. */
	public static final Duration ACQUIRE = Duration.ofMillis(500);

	/** The longest TCP connect. */
	public static final Duration CONNECT = Duration.ofMillis(500);

	/** The patience with a call as a whole. */
	public static final Duration CALL = Duration.ofSeconds(1);

	/** The longest wait for a response. */
	public static final Duration RESPONSE = Duration
		.ofMillis(Long.parseLong(System.getenv().getOrDefault("RESPONSE_MILLIS", "" + CALL.toMillis())));

	/** How long an unused connection is kept. */
	public static final Duration IDLE = Duration.ofSeconds(30);

	/** How often unused connections are looked for. */
	public static final Duration EVICT = Duration.ofSeconds(10);

	/** The most attempts after the first. */
	public static final int RETRIES = 2;

	/** The first backoff, which doubles with every attempt. */
	public static final Duration BACKOFF = Duration.ofMillis(100);

	/** How far a backoff may be from what it would be, as a part of it. */
	public static final double JITTER = 0.5;

	private Tuning() {
	}

	static HttpClientSettings settings() {
		return HttpClientSettings.defaults().withTimeouts(CONNECT, RESPONSE);
	}

}
