package dev.lifeguard.metrics;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.Observations;
import dev.lifeguard.testsupport.TestClients;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.mock.http.client.MockClientHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryEvents}.
 */
class RetryEventsTests {

	private static final Decision RETRY = new Decision(Outcome.RETRIED, Duration.ofMillis(150));

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final Observations observations = new Observations();

	@BeforeEach
	void listen() {
		this.registry.observationConfig().observationHandler(this.observations);
		assertThat(new RetryEvents(new ClientRegistry(List.of(this.client)), this.registry)).isNotNull();
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	private void decide(Decision decision, @Nullable Object observation) {
		Attempt attempt = new Attempt(2, new Request("GET", false, true), new Answer(503));
		this.client.calls().retryListener().decided(attempt, decision, observation);
	}

	private Observation started(String name) {
		return Observation.start(name, this.registry);
	}

	private Observation startedBlockingCall() {
		MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET, URI.create("http://orders.test/"));
		return Observation.start("call", () -> new ClientRequestObservationContext(request), this.registry);
	}

	@Test
	void retryIsAnEventOfTheObservationThatTheCallBrings() {
		Observation call = started("call");
		started("around").scoped(() -> decide(RETRY, call));
		assertThat(this.observations.events())
			.containsExactly("call lifeguard.retry attempt 2 failed, next attempt in 150 ms");
	}

	@Test
	void attemptThatIsNotRepeatedSaysWhy() {
		decide(new Decision(Outcome.BUDGET_DENIED, Duration.ZERO), started("call"));
		assertThat(this.observations.events())
			.containsExactly("call lifeguard.retry.denied attempt 2 failed, not repeated: BUDGET_DENIED");
	}

	@Test
	void blockingCallIsTheInnermostOneAroundWhatInterceptorsOpen() {
		started("around")
			.scoped(() -> startedBlockingCall().scoped(() -> started("interceptor").scoped(() -> decide(RETRY, null))));
		assertThat(this.observations.events()).singleElement().asString().startsWith("call lifeguard.retry ");
	}

	@Test
	void observationOfSomethingElseIsNotTheCalls() {
		started("around").scoped(() -> decide(RETRY, null));
		decide(RETRY, null);
		assertThat(this.observations.events()).isEmpty();
	}

}
