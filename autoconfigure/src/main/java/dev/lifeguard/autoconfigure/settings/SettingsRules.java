package dev.lifeguard.autoconfigure.settings;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;

import dev.lifeguard.failure.Echo;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.transport.Protocol;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Rules for a client's settings. Nothing is repaired: what does not hold stops start-up,
 * and says what to write.
 */
final class SettingsRules {

	private static final int LISTED = 20;

	/** Some headers that every server sends have room in it. */
	private static final DataSize SMALLEST_HEADER = DataSize.ofKilobytes(1);

	/** Each call in flight may hold as much. */
	private static final DataSize LARGEST_HEADER = DataSize.ofMegabytes(1);

	private final Supplier<? extends Collection<String>> sslBundles;

	private final GroupSettings groups;

	private final boolean budgetsAreShared;

	SettingsRules(Supplier<? extends Collection<String>> sslBundles, GroupSettings groups, boolean budgetsAreShared) {
		this.sslBundles = sslBundles;
		this.groups = groups;
		this.budgetsAreShared = budgetsAreShared;
	}

	void check(ClientBlueprint blueprint, Leaves leaves) {
		Rules rules = new Rules(leaves);
		pool(rules, blueprint.settings().pool());
		gate(rules, blueprint.settings().gate());
		limit(rules, blueprint.settings().limit(), blueprint.settings().pool().maxConnections());
		timeouts(rules, blueprint.settings().timeouts());
		rules.within("response.max-header-size", DataSize.ofBytes(blueprint.settings().response().maxHeaderSize()),
				SMALLEST_HEADER, LARGEST_HEADER);
		rules.positive("leak.threshold", blueprint.settings().leaks().threshold());
		RetrySettingsRules.check(rules, blueprint.settings().retry());
		baseUrl(rules, blueprint.settings().baseUrl(), blueprint.settings().protocol());
		sslBundle(rules, blueprint.sslBundle());
		CookieRules.check(rules, blueprint.cookieHandling());
		FleetRules.check(rules, blueprint.settings().fleet(), this.budgetsAreShared);
		this.groups.check(rules, blueprint.settings().name(), blueprint.ownBaseUrl());
	}

	private static void pool(Rules rules, PoolSettings pool) {
		rules.atLeast("pool.max-connections", pool.maxConnections(), 1);
		rules.atLeast("pool.max-connections-per-host", pool.maxConnectionsPerHost(), 1);
		if (pool.maxConnectionsPerHost() > pool.maxConnections()) {
			throw rules.contradiction("pool.max-connections-per-host", pool.maxConnectionsPerHost(),
					"pool.max-connections", pool.maxConnections(),
					"One remote cannot have more connections than all remotes together.",
					"Lower the first or raise the second.");
		}
		rules.atLeast("pool.warm-up", pool.warmUp(), 0);
		if (pool.warmUp() > pool.maxConnectionsPerHost()) {
			throw rules.contradiction("pool.warm-up", pool.warmUp(), rules.written("pool.max-connections-per-host"),
					pool.maxConnectionsPerHost(),
					"No more connections can be opened at start than one remote may have.",
					"Lower the first or raise the second.");
		}
		rules.positive("pool.max-idle-time", pool.maxIdleTime());
		rules.positive("pool.max-life-time", pool.maxLifeTime());
		rules.positive("pool.evict-interval", pool.evictInterval());
		Duration half = pool.maxIdleTime().dividedBy(2);
		if (pool.evictInterval().compareTo(half) > 0 && rules.areWritten("pool.evict-interval", "pool.max-idle-time")) {
			throw rules.contradiction("pool.evict-interval", pool.evictInterval(), "pool.max-idle-time",
					pool.maxIdleTime(),
					"Idle connections would outlive pool.max-idle-time by too much: pool.evict-interval must be "
							+ "at most half of that.",
					"Write %s or less for the first, or raise the second.".formatted(ShownValue.of(half)));
		}
	}

	private static void gate(Rules rules, GateSettings gate) {
		rules.atLeast("pool.max-pending", gate.maxPending(), 0);
		rules.positive("pool.acquire-timeout", gate.acquireTimeout());
	}

	/**
	 * A limit that is not learned has no parts that could contradict each other.
	 */
	private static void limit(Rules rules, LimitSettings limit, int maxConnections) {
		rules.atLeast("limit.min", limit.min(), 1);
		rules.atLeast("limit.initial", limit.initial(), 1);
		if (limit.mode() != LimitSettings.Mode.ADAPTIVE) {
			return;
		}
		notAbove(rules, "limit.min", limit.min(), "limit.initial", limit.initial());
		notAbove(rules, "limit.min", limit.min(), "pool.max-connections", maxConnections);
		notAbove(rules, "limit.initial", limit.initial(), "pool.max-connections", maxConnections);
	}

	private static void notAbove(Rules rules, String key, int value, String otherKey, int otherValue) {
		if (value > otherValue) {
			throw rules.contradiction(key, value, otherKey, otherValue,
					"limit.min cannot be greater than limit.initial, nor limit.initial greater than pool.max-connections.",
					"Lower the first or raise the second.");
		}
	}

	private static void timeouts(Rules rules, TimeoutSettings timeouts) {
		rules.positive("timeout.connect", timeouts.connect());
		rules.positive("timeout.tls-handshake", timeouts.tlsHandshake());
		rules.positive("timeout.response", timeouts.response());
		rules.notTooLong("timeout.call", timeouts.call());
		rules.refuseIf(timeouts.call().isNegative(), "timeout.call", timeouts.call(),
				"The duration must not be negative.", "Write how long the whole call may take, or 0 for no limit.");
		if (!timeouts.call().isZero() && timeouts.response().compareTo(timeouts.call()) > 0) {
			throw rules.contradiction("timeout.response", timeouts.response(), "timeout.call", timeouts.call(),
					"timeout.call would end every call before timeout.response could.",
					"Lower the first or raise the second; timeout.call: 0 means no limit, for streams.");
		}
	}

	private static void baseUrl(Rules rules, @Nullable String baseUrl, Protocol protocol) {
		if (baseUrl == null) {
			return;
		}
		rules.refuseIf(!BaseUrls.isAbsolute(baseUrl), "base-url", baseUrl,
				"A base URL must be absolute: http or https, and a host.",
				"Write it in full, for example https://orders.example.org/api.");
		if (!protocol.fits(URI.create(baseUrl).getScheme())) {
			throw rules.contradiction("protocol", protocol, "base-url", baseUrl,
					"The protocol does not fit the base URL: h2 needs https, and h2c needs http.",
					"Write h2 for https, h2c for http, or http1 for both.");
		}
	}

	private void sslBundle(Rules rules, @Nullable String bundle) {
		Collection<String> known = (bundle != null) ? this.sslBundles.get() : Set.of();
		if (bundle != null && !known.contains(bundle)) {
			throw rules.refusal("ssl.bundle", bundle, "There is no SSL bundle with that name. "
					+ (known.isEmpty() ? "None is configured." : "There are: " + Echo.first(known, LISTED) + "."),
					"Configure it under spring.ssl.bundle, or use the name of one that exists.");
		}
	}

}
