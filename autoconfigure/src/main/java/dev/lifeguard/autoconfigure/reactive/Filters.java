package dev.lifeguard.autoconfigure.reactive;

import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.StackedRetries;
import dev.lifeguard.client.reactive.ReleaseGuard;
import dev.lifeguard.client.reactive.RetryFilter;
import dev.lifeguard.client.reactive.SendableRequests;
import dev.lifeguard.retry.Retries;

import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Lifeguard's own filters of one client, which wrap those of the application.
 */
final class Filters {

	private final ManagedClient client;

	private final StackedRetries stackedRetries;

	Filters(ManagedClient client) {
		this.client = client;
		this.stackedRetries = new StackedRetries(client);
	}

	/**
	 * Put them around those of a builder that is otherwise complete. Without filters
	 * there is nobody to drop a response.
	 */
	void enclose(WebClient.Builder builder) {
		builder.filters((filters) -> {
			filters.removeIf(Filters::isOurs);
			this.stackedRetries.warnOf(filters);
			addTo(filters, !filters.isEmpty());
		});
	}

	/**
	 * Put them around all that will be added to a builder.
	 */
	void precede(WebClient.Builder builder) {
		builder.filters((filters) -> addTo(filters, true));
	}

	private void addTo(List<ExchangeFilterFunction> filters, boolean guarded) {
		filters.add(new SendableRequests(this.client));
		if (guarded) {
			filters.add(0, new ReleaseGuard(this.client));
		}
		if (this.client.retries() != Retries.NONE) {
			filters.add(0, new RetryFilter(this.client));
		}
	}

	private static boolean isOurs(ExchangeFilterFunction filter) {
		return filter instanceof ReleaseGuard || filter instanceof RetryFilter || filter instanceof SendableRequests;
	}

}
