package dev.lifeguard.autoconfigure;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.deadline.TimeoutSettings;
import dev.lifeguard.retry.RetrySettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The settings that are legal and often regretted. Who chooses them is told so once, with
 * the numbers.
 */
final class RiskySettings {

	private static final Log logger = LogFactory.getLog(RiskySettings.class);

	private static final List<String> NOT_IDEMPOTENT = List.of("POST", "PATCH");

	private RiskySettings() {
	}

	static void warnOf(ClientSettings settings) {
		RetrySettings retry = settings.retry();
		if (retry.enabled() && retry.maxAttempts() > 1) {
			attemptsDoNotFit(settings);
			worksTwice(settings);
		}
	}

	private static void attemptsDoNotFit(ClientSettings settings) {
		TimeoutSettings timeouts = settings.timeouts();
		int attempts = settings.retry().maxAttempts();
		Duration needed = timeouts.response().multipliedBy(attempts);
		if (!timeouts.call().isZero() && needed.compareTo(timeouts.call()) > 0) {
			logger
				.warn(("client '%s': slow attempts do not fit into a call: retry.max-attempts (%d) x timeout.response "
						+ "(%s) = %s, and timeout.call is %s; lower timeout.response to let a slow attempt be retried")
					.formatted(settings.name(), attempts, Leaves.readable(timeouts.response()), Leaves.readable(needed),
							Leaves.readable(timeouts.call())));
		}
	}

	private static void worksTwice(ClientSettings settings) {
		List<String> risky = NOT_IDEMPOTENT.stream().filter(settings.retry().methods()::contains).toList();
		if (!risky.isEmpty()) {
			logger.warn("client '%s': a backend may do the work twice: retry.methods has %s; send an Idempotency-Key "
				.formatted(settings.name(), String.join(", ", risky))
					+ "with the requests that may be repeated instead");
		}
	}

}
