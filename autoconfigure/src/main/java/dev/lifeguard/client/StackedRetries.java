package dev.lifeguard.client;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Warning about a second layer that retries: three attempts within three are nine, and
 * only the outer layer's are counted. It sees what is among a client's interceptors or
 * filters and says by its name what it does.
 *
 * @since 0.1.0
 */
public final class StackedRetries {

	private static final Log logger = LogFactory.getLog(StackedRetries.class);

	private final ManagedClient client;

	private final Set<String> known = ConcurrentHashMap.newKeySet();

	/**
	 * Create a new instance.
	 * @param client the client that may retry
	 */
	public StackedRetries(ManagedClient client) {
		this.client = client;
	}

	/**
	 * Log a warning if the client retries and one of the hooks does as well, once for
	 * each type of hook.
	 * @param hooks the application's interceptors or filters
	 */
	public void warnOf(List<?> hooks) {
		List<String> stacked = hooks.stream()
			.map(Object::getClass)
			.filter((type) -> type.getSimpleName().matches("(?i).*retr(y|ie).*"))
			.map(Class::getName)
			.filter((type) -> !type.contains("$$Lambda"))
			.filter(this.known::add)
			.toList();
		if (this.client.settings().retry().enabled() && !stacked.isEmpty()) {
			logger.warn(("client '%s': two layers retry, and their attempts multiply: %s; remove one of them, or set "
					+ "retry.enabled to false for this client")
				.formatted(this.client.name(), String.join(", ", stacked)));
		}
	}

}
