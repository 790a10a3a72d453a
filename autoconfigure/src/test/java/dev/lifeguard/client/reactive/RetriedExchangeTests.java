package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link RetriedExchange} and its first attempt, with results that are given in
 * advance.
 */
class RetriedExchangeTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Mono<ClientResponse> UNAVAILABLE = answer(HttpStatus.SERVICE_UNAVAILABLE);

	private static final Mono<ClientResponse> OK = answer(HttpStatus.OK);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.retrying(this.clock, new ManualTimer(this.clock), true);

	private final Deque<Mono<ClientResponse>> results = new ArrayDeque<>();

	private final List<String> numbers = new ArrayList<>();

	private ClientRequest request = ClientRequest.create(HttpMethod.GET, URI.create("http://orders.test/")).build();

	@Test
	void answerThatIsFinalIsTheCalls() {
		verify(OK).expectNextMatches((response) -> response.statusCode() == HttpStatus.OK).verifyComplete();
		assertThat(this.numbers).containsExactly((String) null);
	}

	@Test
	void furtherAttemptsCarryTheirNumber() {
		verify(UNAVAILABLE, UNAVAILABLE, OK).expectNextMatches((response) -> response.statusCode() == HttpStatus.OK)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(this.numbers).containsExactly(null, "2", "3");
	}

	@Test
	void lastAnswerIsHandedOnWhenThereAreNoMoreAttempts() {
		verify(UNAVAILABLE, UNAVAILABLE, answer(HttpStatus.BAD_GATEWAY))
			.expectNextMatches((response) -> response.statusCode() == HttpStatus.BAD_GATEWAY)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void lastFailureShowsThoseBeforeIt() {
		IOException last = new IOException("reset");
		verify(Mono.error(new IOException("first")), UNAVAILABLE, Mono.error(last)).expectErrorSatisfies((failure) -> {
			assertThat(failure).isSameAs(last);
			assertThat(failure.getSuppressed()).extracting(Throwable::toString)
				.containsExactly("attempt 1: failed after 0ms of the call, next attempt in 0ms",
						"attempt 2: status 503 after 0ms of the call, next attempt in 0ms");
		}).verify(PATIENCE);
	}

	@Test
	void failureThatIsFinalIsNotRepeated() {
		IllegalStateException failure = new IllegalStateException("refused");
		verify(Mono.error(failure), OK).verifyErrorSatisfies((thrown) -> assertThat(thrown).isSameAs(failure));
		assertThat(this.numbers).hasSize(1);
	}

	@Test
	void bodyThatIsUsedUpIsNotSentAgain() {
		this.request = ClientRequest.create(HttpMethod.PUT, URI.create("http://orders.test/"))
			.body(BodyInserters.fromPublisher(Flux.just("a", "b"), String.class))
			.build();
		verify(UNAVAILABLE, OK).expectNextMatches((response) -> response.statusCode().value() == 503).verifyComplete();
		assertThat(this.numbers).hasSize(1);
	}

	@Test
	void keyLetsAPostBeRepeated() {
		this.request = ClientRequest.create(HttpMethod.POST, URI.create("http://orders.test/")).build();
		verify(UNAVAILABLE).expectNextMatches((response) -> response.statusCode().value() == 503).verifyComplete();
		this.request = ClientRequest.from(this.request).header("Idempotency-Key", "a").build();
		verify(UNAVAILABLE, OK).expectNextMatches((response) -> response.statusCode() == HttpStatus.OK)
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void ruleOfTheRequestCounts() {
		this.request = ClientRequest.from(this.request).attribute(RetryRule.class.getName(), RetryRule.NEVER).build();
		verify(UNAVAILABLE, OK).expectNextMatches((response) -> response.statusCode().value() == 503).verifyComplete();
	}

	@Test
	void eachSubscriptionIsACallOfItsOwn() {
		Mono<ClientResponse> call = call(OK, OK);
		StepVerifier.create(call).expectNextCount(1).verifyComplete();
		StepVerifier.create(call).expectNextCount(1).verifyComplete();
		assertThat(this.numbers).containsExactly(null, null);
	}

	@Test
	void attemptsTravelInTheContext() {
		List<CallAttempts> seen = new ArrayList<>();
		Mono<ClientResponse> seeing = Mono.deferContextual((context) -> {
			seen.add(context.get(CallAttempts.class));
			return UNAVAILABLE;
		});
		verify(seeing, seeing, OK).expectNextCount(1).expectComplete().verify(PATIENCE);
		assertThat(seen).hasSize(2);
		assertThat(seen.get(0)).isSameAs(seen.get(1));
	}

	@Test
	void filterThatThrowsFailsTheCall() {
		Mono<ClientResponse> call = new RetriedExchange(this.client, this.request, (request) -> {
			throw new IllegalStateException("no request");
		});
		StepVerifier.create(call).verifyErrorMessage("no request");
	}

	@Test
	void emptyResultStaysEmpty() {
		verify(Mono.empty()).verifyComplete();
	}

	@Test
	void cancelReachesTheFirstAttempt() {
		List<String> cancelled = new ArrayList<>();
		verify(Mono.<ClientResponse>never().doOnCancel(() -> cancelled.add("first"))).thenCancel().verify();
		assertThat(cancelled).containsExactly("first");
	}

	@Test
	void cancelReachesAFurtherAttempt() {
		List<String> cancelled = new ArrayList<>();
		Mono<ClientResponse> second = Mono.<ClientResponse>never().doOnCancel(() -> cancelled.add("second"));
		verify(UNAVAILABLE, second).thenAwait()
			.then(() -> await().until(() -> this.numbers.size() == 2))
			.thenCancel()
			.verify(PATIENCE);
		assertThat(cancelled).containsExactly("second");
	}

	@Test
	void callThatWaitsForItsNextAttemptKeepsTheClientOpenUntilItIsCancelled() {
		List<String> closed = new ArrayList<>();
		ManualTimer timer = new ManualTimer(this.clock);
		ManagedClient client = TestClients.retrying(this.clock, timer, false);
		this.results.add(answer(HttpStatus.SERVICE_UNAVAILABLE, "Retry-After", "1"));
		StepVerifier.create(new RetriedExchange(client, this.request, (request) -> this.results.remove())).then(() -> {
			client.closeGracefully(Duration.ofSeconds(30), () -> closed.add("closed"));
			assertThat(closed).isEmpty();
		}).thenCancel().verify(PATIENCE);
		this.clock.advance(Duration.ofMillis(20));
		timer.runDue();
		assertThat(closed).containsExactly("closed");
	}

	private StepVerifier.FirstStep<ClientResponse> verify(Mono<?>... results) {
		return StepVerifier.create(call(results));
	}

	@SuppressWarnings("unchecked")
	private Mono<ClientResponse> call(Mono<?>... results) {
		this.results.addAll(Arrays.stream(results).map((result) -> (Mono<ClientResponse>) result).toList());
		return new RetriedExchange(this.client, this.request, (request) -> {
			this.numbers.add(request.headers().getFirst("X-Retry-Attempt"));
			return this.results.remove();
		});
	}

	private static Mono<ClientResponse> answer(HttpStatus status, String... header) {
		ClientResponse.Builder response = ClientResponse.create(status);
		if (header.length > 0) {
			response.header(header[0], header[1]);
		}
		return Mono.just(response.build());
	}

}
