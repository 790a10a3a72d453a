package dev.lifeguard.sample.demo;

import java.util.Map;
import java.util.Objects;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

import dev.lifeguard.actuate.HttpPoolDescriptor;
import dev.lifeguard.actuate.HttpPoolsEndpoint;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.retry.BudgetState;
import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.sample.load.LifeguardSide;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.stereotype.Component;

/**
 * View of the client that is called, through what every application can use: its meters
 * and its endpoint.
 */
@Component
class OrdersClient {

	private static final String ONE_SECOND = "1s";

	private static final double TENTH = 10;

	private final LifeguardClients clients;

	private final HttpPoolsEndpoint endpoint;

	private final MeterRegistry meters;

	private final LifeguardSide side;

	OrdersClient(LifeguardClients clients, HttpPoolsEndpoint endpoint, MeterRegistry meters, LifeguardSide side) {
		this.clients = clients;
		this.endpoint = endpoint;
		this.meters = meters;
		this.side = side;
	}

	int max() {
		return this.clients.snapshot(LifeguardSide.CHOSEN).limit();
	}

	int configuredMax() {
		return this.clients.snapshot(LifeguardSide.CHOSEN).max();
	}

	/**
	 * Take back what was asked of the endpoint.
	 */
	void resetMax() {
		if (max() != configuredMax()) {
			this.endpoint.resize(SecurityContext.NONE, LifeguardSide.CHOSEN, String.valueOf(configuredMax()),
					ONE_SECOND);
		}
	}

	/**
	 * Call the client that learns its limit, or the one whose bound was chosen.
	 */
	void learn(boolean on) {
		this.side.learn(on);
	}

	boolean isLearning() {
		return this.side.isLearning();
	}

	/**
	 * Return how many retries were paid for in which way since the start, or not made and
	 * why. It counts on when the page calls the other client.
	 */
	Map<Payment, Long> retries() {
		return this.endpoint.httpPools()
			.clients()
			.values()
			.stream()
			.map(HttpPoolDescriptor::retryBudget)
			.filter(Objects::nonNull)
			.flatMap((budget) -> budget.payments().entrySet().stream())
			.collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum));
	}

	/**
	 * Return what it says now.
	 * @param retries what came of the wishes to retry in the last second
	 * @param perSecond makes numbers per second of counts
	 */
	Said says(Map<Payment, Long> retries, LongUnaryOperator perSecond) {
		HttpPoolDescriptor pool = this.endpoint.httpPools().clients().get(this.side.name());
		BudgetState budget = pool.retryBudget();
		return new Said(limit(), (budget != null) ? RetryPoint.of(budget, retries, perSecond) : null,
				verdict(pool.lastEpisode()));
	}

	private @Nullable LimitPoint limit() {
		Double learned = limit("learned");
		Double knownSafe = limit("known-safe");
		return (learned != null) ? new LimitPoint(learned, isKnown(knownSafe) ? knownSafe : null) : null;
	}

	private @Nullable Double limit(String kind) {
		Gauge limit = this.meters.find("lifeguard.limit").tags("client", this.side.name(), "kind", kind).gauge();
		return (limit != null) ? Math.round(limit.value() * TENTH) / TENTH : null;
	}

	private static boolean isKnown(@Nullable Double knownSafe) {
		return knownSafe != null && knownSafe > 0;
	}

	private static @Nullable Verdict verdict(@Nullable Episode episode) {
		return (episode != null && !episode.over()) ? Verdict.of(episode.diagnosis()) : null;
	}

}
