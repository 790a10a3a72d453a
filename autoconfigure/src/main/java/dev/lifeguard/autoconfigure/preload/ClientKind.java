package dev.lifeguard.autoconfigure.preload;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.ResponseSettings;

/**
 * Clients that need the same classes.
 *
 * @param protocol what they speak
 * @param secure whether they speak it over TLS
 * @param limit where their limit comes from
 */
record ClientKind(Protocol protocol, boolean secure, LimitSettings.Mode limit) {

	/** Longer than an unread response is drained. Nobody waits for the refusal. */
	private static final Duration ACQUIRE_TIMEOUT = Duration.ofMillis(250);

	static Set<ClientKind> of(Collection<ManagedClient> clients) {
		return clients.stream().map(ManagedClient::settings).map(ClientKind::of).collect(Collectors.toSet());
	}

	private static ClientKind of(ClientSettings settings) {
		String url = settings.baseUrl();
		boolean secure = settings.protocol() == Protocol.H2
				|| (url != null && url.toLowerCase(Locale.ROOT).startsWith("https:"));
		return new ClientKind(settings.protocol(), secure, settings.limit().mode());
	}

	/**
	 * Return settings of a client of this kind that has one connection.
	 */
	ClientSettings settings(String baseUrl) {
		PoolSettings pool = new PoolSettings(1, 1, PoolSettings.DEFAULT_MAX_IDLE_TIME,
				PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL);
		TimeoutSettings timeouts = TimeoutSettings.DEFAULTS;
		return new ClientSettings("lifeguard-preload", baseUrl, this.protocol, Map.of(), pool,
				new GateSettings(1, ACQUIRE_TIMEOUT, GateSettings.DEFAULT_ORDER), new LimitSettings(this.limit, 1, 1),
				FleetSettings.DEFAULTS, timeouts, ResponseSettings.DEFAULTS, RetrySettings.DEFAULTS,
				new LeakSettings(timeouts.response(), LeakSettings.DEFAULT_ACTION, LeakSettings.DEFAULT_CAPTURE),
				Map.of(), List.of());
	}

}
