package dev.lifeguard.metrics;

import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryMeters}.
 */
class RetryMetersTests {

	private static final Attempt ATTEMPT = new Attempt(1, new Request("GET", false, true), new Answer(503));

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.retrying(this.clock, new ManualTimer(this.clock), false);

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final RetryMeters meters = new RetryMeters(this.client, new OwnMeters(this.registry));

	@BeforeEach
	void bind() {
		this.meters.bind();
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void budgetIsShownAsItIsNow() {
		assertThat(budget()).isEqualTo(10);
		this.client.retries().next(ATTEMPT, Duration.ofMinutes(1));
		assertThat(budget()).isEqualTo(9);
	}

	private double budget() {
		return this.registry.get("lifeguard.retry.budget").tag("client", "test").gauge().value();
	}

	@Test
	void everyOutcomeThatCountsIsThereFromTheStart() {
		assertThat(this.registry.get("lifeguard.retries").tag("client", "test").counters())
			.allMatch((counter) -> counter.count() == 0)
			.extracting(RetryMetersTests::outcome)
			.containsExactlyInAnyOrder("RETRIED", "NOT_REPEATABLE", "NOT_REPLAYABLE", "EXHAUSTED", "DEADLINE",
					"BUDGET_DENIED");
	}

	@Test
	void decisionsOfTheClientAreCounted() {
		decide(Outcome.RETRIED);
		decide(Outcome.EXHAUSTED);
		decide(Outcome.RETRIED);
		decide(Outcome.FINAL);
		assertThat(this.registry.get("lifeguard.retries").counters()).filteredOn((counter) -> counter.count() > 0)
			.extracting((counter) -> outcome(counter) + " " + counter.count())
			.containsExactlyInAnyOrder("RETRIED 2.0", "EXHAUSTED 1.0");
	}

	private void decide(Outcome outcome) {
		this.client.calls().retryListener().decided(ATTEMPT, new Decision(outcome, Duration.ZERO), null);
	}

	private static String outcome(Counter counter) {
		return String.valueOf(counter.getId().getTag("outcome"));
	}

}
