package dev.lifeguard.client;

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warns of a second layer that retries: three attempts inside of three are nine, and only
 * the outer layer's are counted. It sees what is among a client's interceptors or filters
 * and says by its name what it does.
 *
 * @since 0.1.0
 */
public final class StackedRetries {

	private static final Log logger = LogFactory.getLog(StackedRetries.class);

	private StackedRetries() {
	}

	/**
	 * Log a warning if the client retries and one of the hooks does as well.
	 * @param client the client
	 * @param hooks the application's interceptors or filters
	 */
	public static void warnOf(ManagedClient client, List<?> hooks) {
		List<String> stacked = hooks.stream()
			.map((hook) -> hook.getClass().getName())
			.filter((type) -> type.substring(type.lastIndexOf('.') + 1).matches("(?i).*retr(y|ie).*"))
			.filter((type) -> !type.contains("$$Lambda"))
			.toList();
		if (client.settings().retry().enabled() && !stacked.isEmpty()) {
			logger.warn(("client '%s': two layers retry, and their attempts multiply: %s; remove one of them, or set "
					+ "retry.enabled to false for this client")
				.formatted(client.name(), String.join(", ", stacked)));
		}
	}

}
