package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.fleet.Fleet;
import dev.lifeguard.autoconfigure.settings.BaseUrls.BaseUrl;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.time.TimeoutSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Settings that are valid but risky. Lifeguard warns about them once, with the numbers,
 * and can read it in the endpoint.
 */
final class RiskySettings {

	private static final Log logger = LogFactory.getLog(RiskySettings.class);

	private static final List<String> NOT_IDEMPOTENT = List.of("POST", "PATCH");

	private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(60);

	private static final List<String> OF_A_LEARNED_LIMIT = List.of("limit.min", "limit.initial");

	private static final List<String> OF_A_LEASE = List.of("fleet.group", "fleet.floor", "fleet.lease-time",
			"fleet.heartbeat", "fleet.quarantine", "fleet.when-unreachable");

	private static final int ENOUGH_FOR_ONE_CALL = 4;

	private final List<String> advice = new ArrayList<>();

	private RiskySettings() {
	}

	/**
	 * Look for what is risky.
	 * @return a sentence or two for each
	 */
	static List<String> adviceOn(ClientSettings settings, BaseUrl baseUrl, Fleet fleet) {
		RiskySettings risky = new RiskySettings();
		risky.elsewhere(baseUrl);
		risky.idleForLong(settings.pool());
		if (settings.fleet().mode() == FleetSettings.Mode.LEASE) {
			risky.sharedTooThinly(settings);
		}
		else {
			risky.tooManyTogether(fleet);
		}
		risky.hasNoEffect(settings);
		if (settings.retry().enabled() && settings.retry().maxAttempts() > 1) {
			risky.attemptsDoNotFit(settings);
			risky.worksTwice(settings.retry());
		}
		return List.copyOf(risky.advice);
	}

	static void warnOf(ClientSettings settings) {
		settings.advice().forEach((advice) -> logger.warn("client '%s': %s".formatted(settings.name(), advice)));
	}

	private void elsewhere(BaseUrl baseUrl) {
		if (baseUrl.override() != null) {
			this.advice.add(("relative URIs go to another server: %s is set, so its base URL is %s instead of %s; "
					+ "this is for tests, remove it everywhere else")
				.formatted(BaseUrls.KEY, ShownValue.of(baseUrl.override()),
						(baseUrl.own() != null) ? ShownValue.of(baseUrl.own()) : "none"));
		}
	}

	private void idleForLong(PoolSettings pool) {
		Duration maxIdle = pool.maxIdleTime();
		if (maxIdle.compareTo(SHORTEST_KEEP_ALIVE) >= 0) {
			this.advice.add(("idle connections are kept for longer than many servers and load balancers do: "
					+ "pool.max-idle-time is %s, and %s is a common keep-alive timeout; keep it below the backend's")
				.formatted(ShownValue.of(maxIdle), ShownValue.of(SHORTEST_KEEP_ALIVE)));
		}
	}

	private void tooManyTogether(Fleet fleet) {
		String advice = fleet.advice();
		if (advice != null) {
			this.advice.add(advice);
		}
	}

	/**
	 * With a mean of m calls under way, m + 3 x sqrt(m) are nearly never exceeded if
	 * calls come at random: the deviation of their number is the root of its mean.
	 */
	private void sharedTooThinly(ClientSettings settings) {
		Integer budget = settings.fleet().maxConnections();
		Integer clients = settings.fleet().replicas();
		if (budget == null || clients == null || budget >= (long) ENOUGH_FOR_ONE_CALL * clients) {
			return;
		}
		double each = (double) budget / clients;
		double root = (Math.sqrt(9 + 4 * each) - 3) / 2;
		this.advice.add(String.format(Locale.ROOT,
				"the fleet's budget is spread thinly: fleet.max-connections (%d) / %s = %.1f connections for each client, and "
						+ "one with m calls in progress on average needs about m + 3 x sqrt(m) to be rarely blocked: %d "
						+ "for a single call, and %.1f are enough for an average of %.1f; use fewer and larger "
						+ "instances, put a proxy in between that shares its connections, or speak HTTP/2 without a lease, "
						+ "since one connection carries many calls",
				budget, clients(settings, clients), each, ENOUGH_FOR_ONE_CALL, each, root * root));
	}

	private static String clients(ClientSettings settings, int clients) {
		Setting replicas = settings.effective().get("fleet.replicas");
		int instances = (replicas != null && replicas.value() instanceof Integer written) ? written : clients;
		String perInstance = (clients > instances) ? " x %s clients of the group".formatted(clients / instances) : "";
		return "fleet.replicas (%s)%s".formatted(instances, perInstance);
	}

	/**
	 * A setting of a feature that is off has no effect.
	 */
	private void hasNoEffect(ClientSettings settings) {
		if (settings.limit().mode() != Mode.ADAPTIVE) {
			hasNoEffect(settings, "the limit is not learned", "limit.mode to adaptive", OF_A_LEARNED_LIMIT);
		}
		if (settings.fleet().mode() != FleetSettings.Mode.LEASE) {
			hasNoEffect(settings, "the fleet's budget is not shared out", "fleet.mode to lease", OF_A_LEASE);
		}
	}

	private void hasNoEffect(ClientSettings settings, String off, String on, List<String> keys) {
		List<String> written = keys.stream().filter((key) -> {
			Setting setting = settings.effective().get(key);
			return setting != null && setting.wasWritten();
		}).toList();
		if (!written.isEmpty()) {
			this.advice.add("%s, so %s: set %s, or remove %s".formatted(off, withoutEffect(written), on,
					(written.size() > 1) ? "them" : "it"));
		}
	}

	private static String withoutEffect(List<String> keys) {
		return String.join(" and ", keys) + ((keys.size() > 1) ? " have no effect" : " has no effect");
	}

	/**
	 * A wait that only follows the timeout of the whole call was chosen by nobody.
	 */
	private void attemptsDoNotFit(ClientSettings settings) {
		TimeoutSettings timeouts = settings.timeouts();
		int attempts = settings.retry().maxAttempts();
		boolean chosen = Stream.of("timeout.response", "retry.max-attempts")
			.map(settings.effective()::get)
			.anyMatch((setting) -> setting != null && setting.wasWritten());
		Duration needed = timeouts.response().multipliedBy(attempts);
		if (chosen && !timeouts.call().isZero() && needed.compareTo(timeouts.call()) > 0) {
			this.advice.add(("slow attempts do not fit into a call: retry.max-attempts (%s) x timeout.response "
					+ "(%s) = %s, and timeout.call is %s; lower timeout.response to let a slow attempt be retried")
				.formatted(attempts, ShownValue.of(timeouts.response()), ShownValue.of(needed),
						ShownValue.of(timeouts.call())));
		}
	}

	private void worksTwice(RetrySettings retry) {
		List<String> risky = NOT_IDEMPOTENT.stream().filter(retry.methods()::contains).toList();
		if (!risky.isEmpty()) {
			this.advice
				.add(("the backend may process a request twice: retry.methods contains %s; send an Idempotency-Key "
						+ "with the requests that may be repeated instead")
					.formatted(String.join(", ", risky)));
		}
	}

}
