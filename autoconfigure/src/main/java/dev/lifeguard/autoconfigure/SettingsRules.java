package dev.lifeguard.autoconfigure;

import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.LimitProperties.LimitMode;
import dev.lifeguard.client.Protocol;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.deadline.TimeoutSettings;
import dev.lifeguard.failure.Echo;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.pool.PoolSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * What must hold of a client's settings. Nothing is repaired: what does not hold stops
 * start-up, and says what to write.
 */
final class SettingsRules {

	private static final int LISTED = 20;

	/** Some headers that every server sends have room in it. */
	private static final DataSize SMALLEST_HEADER = DataSize.ofKilobytes(1);

	/** Each call in flight may hold as much. */
	private static final DataSize LARGEST_HEADER = DataSize.ofMegabytes(1);

	private static final Duration SHORTEST = Duration.ofMillis(1);

	/**
	 * After the credentials. A host may have characters that {@link URI} does not know.
	 */
	private static final Pattern HOST_AND_PORT = Pattern.compile("^(.*@)?(\\[[^]@]+]|[^:@%\\[\\]]+)(:\\d*)?$");

	private final Supplier<? extends Collection<String>> sslBundles;

	private final GroupSettings groups;

	SettingsRules(Supplier<? extends Collection<String>> sslBundles, GroupSettings groups) {
		this.sslBundles = sslBundles;
		this.groups = groups;
	}

	void check(ClientBlueprint blueprint, Leaves leaves) {
		Rules rules = new Rules(leaves);
		pool(rules, blueprint.settings().pool());
		gate(rules, blueprint.settings().gate());
		timeouts(rules, blueprint.settings().timeouts());
		rules.within("response.max-header-size", DataSize.ofBytes(blueprint.settings().response().maxHeaderSize()),
				SMALLEST_HEADER, LARGEST_HEADER);
		rules.positive("leak.threshold", blueprint.settings().leaks().threshold());
		RetrySettingsRules.check(rules, blueprint.settings().retry());
		baseUrl(rules, blueprint.settings().baseUrl(), blueprint.settings().protocol());
		sslBundle(rules, blueprint.sslBundle());
		CookieRules.check(rules, blueprint.cookieHandling());
		fleet(rules, leaves);
		this.groups.check(rules, blueprint.settings().name(), blueprint.ownBaseUrl());
		unsupported(rules, leaves);
	}

	private static void pool(Rules rules, PoolSettings pool) {
		rules.atLeast("pool.max-connections", pool.maxConnections(), 1);
		rules.atLeast("pool.max-connections-per-host", pool.maxConnectionsPerHost(), 1);
		if (pool.maxConnectionsPerHost() > pool.maxConnections()) {
			throw rules.contradiction("pool.max-connections-per-host", pool.maxConnectionsPerHost(),
					"pool.max-connections", pool.maxConnections(),
					"One remote cannot have more connections than all together.",
					"Lower the first or raise the second.");
		}
		rules.atLeast("pool.warm-up", pool.warmUp(), 0);
		if (pool.warmUp() > pool.maxConnectionsPerHost()) {
			throw rules.contradiction("pool.warm-up", pool.warmUp(), rules.written("pool.max-connections-per-host"),
					pool.maxConnectionsPerHost(),
					"No more connections can be opened at start than there may be to one remote.",
					"Lower the first or raise the second.");
		}
		rules.positive("pool.max-idle-time", pool.maxIdleTime());
		rules.positive("pool.max-life-time", pool.maxLifeTime());
		rules.positive("pool.evict-interval", pool.evictInterval());
		Duration half = pool.maxIdleTime().dividedBy(2);
		if (pool.evictInterval().compareTo(half) > 0 && rules.areWritten("pool.evict-interval", "pool.max-idle-time")) {
			throw rules.contradiction("pool.evict-interval", pool.evictInterval(), "pool.max-idle-time",
					pool.maxIdleTime(),
					"Idle connections would outlive pool.max-idle-time by too much: at most half of it is possible.",
					"Write %s or less for the first, or raise the second.".formatted(Leaves.readable(half)));
		}
	}

	private static void gate(Rules rules, GateSettings gate) {
		rules.atLeast("pool.max-pending", gate.maxPending(), 0);
		rules.positive("pool.acquire-timeout", gate.acquireTimeout());
	}

	private static void timeouts(Rules rules, TimeoutSettings timeouts) {
		rules.positive("timeout.connect", timeouts.connect());
		rules.positive("timeout.tls-handshake", timeouts.tlsHandshake());
		rules.positive("timeout.response", timeouts.response());
		rules.notTooLong("timeout.call", timeouts.call());
		rules.refuseIf(timeouts.call().isNegative(), "timeout.call", timeouts.call(), "A time cannot be negative.",
				"Write how long the whole call may take, or 0 for no limit.");
		if (!timeouts.call().isZero() && timeouts.response().compareTo(timeouts.call()) > 0) {
			throw rules.contradiction("timeout.response", timeouts.response(), "timeout.call", timeouts.call(),
					"The call would be over before this wait is.",
					"Lower the first or raise the second; timeout.call: 0 means no limit, for streams.");
		}
	}

	private static void baseUrl(Rules rules, @Nullable String baseUrl, Protocol protocol) {
		if (baseUrl == null) {
			return;
		}
		rules.refuseIf(!isAbsolute(baseUrl), "base-url", baseUrl, "A base URL is absolute: http or https, and a host.",
				"Write it in full, for example https://orders.example.org/api.");
		if (!protocol.fits(URI.create(baseUrl).getScheme())) {
			throw rules.contradiction("protocol", protocol, "base-url", baseUrl,
					"The protocol does not fit the base URL: h2 needs https, and h2c needs http.",
					"Write h2 for https, h2c for http, or http1 for both.");
		}
	}

	static boolean isAbsolute(String baseUrl) {
		try {
			URI uri = URI.create(baseUrl);
			String authority = uri.getRawAuthority();
			return ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
					&& authority != null && HOST_AND_PORT.matcher(authority).find();
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private void sslBundle(Rules rules, @Nullable String bundle) {
		Collection<String> known = (bundle != null) ? this.sslBundles.get() : Set.of();
		if (bundle != null && !known.contains(bundle)) {
			throw rules.refusal("ssl.bundle", bundle, "There is no SSL bundle of that name. "
					+ (known.isEmpty() ? "None is configured." : "There are: " + Echo.first(known, LISTED) + "."),
					"Configure it below spring.ssl.bundle, or write the name of one that exists.");
		}
	}

	private static void fleet(Rules rules, Leaves leaves) {
		Integer allowed = Fleet.maxConnections(leaves);
		Integer replicas = Fleet.replicas(leaves);
		rules.atLeast("fleet.max-connections", (allowed != null) ? allowed : 1, 1);
		rules.atLeast("fleet.replicas", (replicas != null) ? replicas : 1, 1);
	}

	/**
	 * What would silently change where or how calls go is refused as long as it does not
	 * work.
	 */
	private static void unsupported(Rules rules, Leaves leaves) {
		LimitMode mode = leaves.inherited("limit.mode", (client) -> client.getLimit().getMode());
		rules.refuseIf(mode == LimitMode.ADAPTIVE, "limit.mode", String.valueOf(mode),
				"Only fixed is supported by this version.", "Remove the property.");
	}

	/**
	 * Refuses in the name of one client's properties.
	 *
	 * @param leaves where the values came from
	 */
	record Rules(Leaves leaves) {

		void refuseIf(boolean wrong, String key, Object value, String possible, String action) {
			if (wrong) {
				throw refusal(key, value, possible, action);
			}
		}

		/**
		 * Words that are put together are only put together when they are needed.
		 */
		InvalidSettingException refusal(String key, Object value, String possible, String action) {
			return new InvalidSettingException(this.leaves.property(key), Leaves.readable(value).toString(), possible,
					(this.leaves.origin(key) == Origin.SPRING) ? action + otherwise(key) : action);
		}

		/**
		 * A value that all of Spring's clients share may be right for the others.
		 */
		private static String otherwise(String key) {
			return " If it is right for other clients, write lifeguard.defaults.%s as well.".formatted(key);
		}

		/**
		 * Refuse two values that were written, each with its place.
		 */
		InvalidSettingException contradiction(String key, Object value, String otherKey, Object otherValue,
				String possible, String action) {
			return new InvalidSettingException(property(key), Leaves.readable(value).toString(), property(otherKey),
					Leaves.readable(otherValue).toString(), possible, action);
		}

		/**
		 * A key that is not one of the client's is the name of a property already.
		 */
		private String property(String key) {
			return this.leaves.found().containsKey(key) ? this.leaves.property(key) : key;
		}

		boolean areWritten(String... keys) {
			return Stream.of(keys).allMatch(this.leaves::isWritten);
		}

		/**
		 * Return the key that was written and gave another one its value.
		 */
		String written(String key) {
			Setting setting = this.leaves.found().get(key);
			return (setting != null && setting.follows() != null) ? written(setting.follows()) : key;
		}

		void atLeast(String key, int value, int least) {
			if (value < least) {
				throw refusal(key, value, "The least that is possible is %d.".formatted(least),
						"Write %d or more, or remove the property to get the default.".formatted(least));
			}
		}

		void within(String key, DataSize value, DataSize least, DataSize most) {
			String possible = "%s and %s".formatted(Leaves.readable(least), Leaves.readable(most));
			refuseIf(value.compareTo(least) < 0 || value.compareTo(most) > 0, key, value,
					"The size must be between %s.".formatted(possible),
					"Write a size between %s, or remove the property to get the default.".formatted(possible));
		}

		/**
		 * Timers count milliseconds in 32 bits.
		 */
		void notTooLong(String key, Duration value) {
			refuseIf(value.compareTo(FollowingDefaults.LONGEST) > 0, key, value,
					"The longest time that is possible is 24d.", "Write a time that somebody would wait.");
		}

		void positive(String key, Duration value) {
			notTooLong(key, value);
			refuseIf(value.compareTo(SHORTEST) < 0, key, value,
					"The time must be longer than 0, by a millisecond at least: every wait is bounded, none is forbidden.",
					"Write a time such as 500ms or 2s, or remove the property to get the default.");
		}

	}

}
