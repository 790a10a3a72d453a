package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.fleet.Fleet;
import dev.lifeguard.autoconfigure.settings.BaseUrls.BaseUrl;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.time.TimeoutSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The settings that are legal and often regretted. Who chooses them is told so once, with
 * the numbers, and can read it in the endpoint.
 */
final class RiskySettings {

	private static final Log logger = LogFactory.getLog(RiskySettings.class);

	private static final List<String> NOT_IDEMPOTENT = List.of("POST", "PATCH");

	private static final Duration SHORTEST_KEEP_ALIVE = Duration.ofSeconds(60);

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
		risky.tooManyTogether(fleet);
		risky.limitIsNotLearned(settings);
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
					+ "that is for tests, remove it anywhere else")
				.formatted(BaseUrls.KEY, ShownValue.of(baseUrl.override()),
						(baseUrl.own() != null) ? ShownValue.of(baseUrl.own()) : "none"));
		}
	}

	private void idleForLong(PoolSettings pool) {
		Duration maxIdle = pool.maxIdleTime();
		if (maxIdle.compareTo(SHORTEST_KEEP_ALIVE) >= 0) {
			this.advice.add(("idle connections are kept for longer than many servers and load balancers do: "
					+ "pool.max-idle-time is %s, and %s is a usual keep-alive timeout; keep it below that of the backend")
				.formatted(ShownValue.of(maxIdle), ShownValue.of(SHORTEST_KEEP_ALIVE)));
		}
	}

	private void tooManyTogether(Fleet fleet) {
		String advice = fleet.advice();
		if (advice != null) {
			this.advice.add(advice);
		}
	}

	private void limitIsNotLearned(ClientSettings settings) {
		List<String> written = Stream.of("limit.min", "limit.initial").filter((key) -> {
			Setting setting = settings.effective().get(key);
			return setting != null && setting.wasWritten();
		}).toList();
		if (settings.limit().mode() != Mode.ADAPTIVE && !written.isEmpty()) {
			this.advice.add("the limit is not learned, so %s says nothing: set limit.mode to adaptive, or remove it"
				.formatted(String.join(" and ", written)));
		}
	}

	/**
	 * A wait that only follows the whole call's is nothing that somebody chose.
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
			this.advice.add(("a backend may do the work twice: retry.methods has %s; send an Idempotency-Key "
					+ "with the requests that may be repeated instead")
				.formatted(String.join(", ", risky)));
		}
	}

}
