package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.retry.RetryListener;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;
import reactor.test.StepVerifier;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Judge}.
 */
class JudgeTests {

	private static final URI HERE = URI.create("http://orders.test/");

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.retrying(this.clock, new ManualTimer(this.clock), false);

	private final CallAttempts attempts = this.client.attempts(null);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void answerThatIsFineIsTheCalls() {
		assertThat(judge(get()).after(answer(HttpStatus.OK))).isNull();
		assertThat(this.attempts.number()).isEqualTo(1);
	}

	@Test
	void answerThatSaysWhenIsFollowedByAnAttemptThen() {
		AnotherAttempt another = judge(get()).after(answer(HttpStatus.SERVICE_UNAVAILABLE, "Retry-After", "2"));
		assertThat(another).isNotNull();
		StepVerifier.withVirtualTime(another::due)
			.expectSubscription()
			.expectNoEvent(Duration.ofSeconds(2).minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.expectNext(0L)
			.verifyComplete();
		assertThat(this.attempts.number()).isEqualTo(2);
	}

	@Test
	void answerThatIsNotWantedIsGivenBack() {
		AtomicInteger discarded = respond();
		assertThat(judge(get()).after(answer(HttpStatus.SERVICE_UNAVAILABLE))).isNotNull();
		assertThat(discarded).hasValue(1);
	}

	@Test
	void answerThatIsTheCallsIsKept() {
		AtomicInteger discarded = respond();
		ClientRequest post = ClientRequest.create(HttpMethod.POST, HERE).build();
		assertThat(judge(post).after(answer(HttpStatus.SERVICE_UNAVAILABLE))).isNull();
		assertThat(discarded).hasValue(0);
	}

	@Test
	void mockWithoutHeadersIsJudgedByItsStatus() {
		ClientResponse mock = new ClientResponseWrapper(answer(HttpStatus.SERVICE_UNAVAILABLE)) {

			@Override
			@SuppressWarnings("NullAway")
			public Headers headers() {
				return null;
			}

		};
		assertThat(judge(get()).after(mock)).isNotNull();
	}

	@Test
	void keyAndBodyOfTheRequestCount() {
		ClientRequest.Builder post = ClientRequest.create(HttpMethod.POST, HERE).header("Idempotency-Key", "a");
		assertThat(judge(post.build()).after(answer(HttpStatus.SERVICE_UNAVAILABLE))).isNotNull();
		post.body(BodyInserters.fromPublisher(Flux.just("a", "b"), String.class));
		assertThat(judge(post.build()).after(answer(HttpStatus.SERVICE_UNAVAILABLE))).isNull();
	}

	@Test
	void failureIsFollowedByAnAttemptUntilThereAreNoMore() {
		IOException failure = new IOException("reset");
		assertThat(judge(get()).after(failure)).isInstanceOf(AnotherAttempt.class);
		assertThat(judge(get()).after(failure)).isInstanceOf(AnotherAttempt.class);
		assertThat(judge(get()).after(failure)).isSameAs(failure);
		assertThat(failure.getSuppressed()).extracting(Throwable::toString)
			.containsExactly("attempt 1: failed after 0ms of the call, next attempt in 0ms",
					"attempt 2: failed after 0ms of the call, next attempt in 0ms");
	}

	@Test
	void failureThatIsFinalIsTheCalls() {
		IllegalStateException failure = new IllegalStateException("refused");
		assertThat(judge(get()).after((Throwable) failure)).isSameAs(failure);
		assertThat(this.attempts.number()).isEqualTo(1);
	}

	@Test
	void listenerIsGivenTheObservationOfTheCall() {
		List<Object> observations = new ArrayList<>();
		this.client.listen((RetryListener) (attempt, decision, observation) -> observations.add(observation));
		new Judge(this.attempts, get(), Context.of(Call.OBSERVATION, "first"))
			.after(answer(HttpStatus.SERVICE_UNAVAILABLE));
		new Judge(this.attempts, get(), Context.of(Call.OBSERVATION, "second")).after(new IOException("reset"));
		judge(get()).after(new IOException("reset"));
		assertThat(observations).containsExactly("first", "second", null);
	}

	private Judge judge(ClientRequest request) {
		return new Judge(this.attempts, request, Context.empty());
	}

	/**
	 * Let the response of the first exchange begin.
	 */
	private AtomicInteger respond() {
		TestConnect exchange = TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null));
		EmbeddedChannel connection = new EmbeddedChannel();
		exchange.bind(connection);
		exchange.responded(Connection.from(connection));
		AtomicInteger discarded = new AtomicInteger();
		exchange.call().handOver(this, discarded::incrementAndGet);
		return discarded;
	}

	private static ClientRequest get() {
		return ClientRequest.create(HttpMethod.GET, HERE).build();
	}

	private static ClientResponse answer(HttpStatus status, String... header) {
		ClientResponse.Builder response = ClientResponse.create(status);
		if (header.length > 0) {
			response.header(header[0], header[1]);
		}
		return response.build();
	}

}
