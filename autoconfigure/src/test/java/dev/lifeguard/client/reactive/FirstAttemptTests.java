package dev.lifeguard.client.reactive;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;
import reactor.test.subscriber.TestSubscriber;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FirstAttempt}, signal by signal, in virtual time.
 */
class FirstAttemptTests {

	private static final ClientResponse OK = ClientResponse.create(HttpStatus.OK).build();

	private static final ClientResponse UNAVAILABLE = ClientResponse.create(HttpStatus.SERVICE_UNAVAILABLE).build();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.getOrSet();

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.retrying(this.clock, new ManualTimer(this.clock), false);

	private final ClientRequest request = ClientRequest.create(HttpMethod.GET, URI.create("http://orders.test/"))
		.build();

	private final TestPublisher<ClientResponse> first = TestPublisher.create();

	private final TestPublisher<ClientResponse> second = TestPublisher.create();

	private final Deque<Mono<ClientResponse>> further = new ArrayDeque<>(List.of(this.second.mono()));

	private final RetriedExchange exchange = new RetriedExchange(this.client, this.request,
			(request) -> this.further.remove());

	private TestSubscriber<ClientResponse> actual = TestSubscriber.create();

	@AfterEach
	void close() {
		VirtualTimeScheduler.reset();
		this.client.close();
	}

	@Test
	void answerThatIsFinalIsTheCalls() {
		subscribe();
		this.first.emit(OK);
		assertThat(this.actual.getReceivedOnNext()).containsExactly(OK);
		assertThat(this.actual.isTerminatedComplete()).isTrue();
		assertThat(this.further).hasSize(1);
	}

	@Test
	void answerThatIsNotWantedGivesWayToTheNext() {
		subscribe();
		this.first.emit(UNAVAILABLE);
		assertThat(this.actual.getReceivedOnNext()).isEmpty();
		assertThat(this.actual.isTerminated()).isFalse();
		assertIsUnderWay(true);
		pass(Duration.ofSeconds(1));
		this.second.emit(OK);
		assertThat(this.actual.getReceivedOnNext()).containsExactly(OK);
		assertThat(this.actual.isTerminatedComplete()).isTrue();
		assertIsUnderWay(false);
	}

	@Test
	void failureThatIsNotFinalGivesWayToTheNext() {
		IllegalStateException last = new IllegalStateException("refused");
		subscribe();
		this.first.error(new IOException("reset"));
		pass(Duration.ofSeconds(1));
		assertThat(this.actual.isTerminated()).isFalse();
		assertIsUnderWay(true);
		this.second.error(last);
		assertThat(this.actual.expectTerminalError()).isSameAs(last);
		assertIsUnderWay(false);
	}

	@Test
	void nothingComesOfAFurtherAttemptEither() {
		subscribe();
		this.first.emit(UNAVAILABLE);
		pass(Duration.ofSeconds(1));
		this.second.complete();
		assertThat(this.actual.isTerminatedComplete()).isTrue();
		assertIsUnderWay(false);
	}

	@Test
	void nothingAtAllIsNothing() {
		subscribe();
		this.first.complete();
		assertThat(this.actual.isTerminatedComplete()).isTrue();
	}

	@Test
	void demandThatCameEarlierHoldsForWhatFollows() {
		subscribe();
		this.first.assertWasRequested();
		this.first.emit(UNAVAILABLE);
		pass(Duration.ofSeconds(1));
		this.second.assertWasRequested();
	}

	@Test
	void demandThatComesLaterReachesWhatFollows() {
		this.actual = TestSubscriber.builder().initialRequest(0).build();
		subscribe();
		this.first.assertWasNotRequested();
		this.first.error(new IOException("reset"));
		pass(Duration.ofSeconds(1));
		this.second.assertWasSubscribed();
		this.second.assertWasNotRequested();
		this.actual.request(1);
		this.second.assertWasRequested();
	}

	@Test
	void demandReachesTheFirstAttempt() {
		this.actual = TestSubscriber.builder().initialRequest(0).build();
		subscribe();
		this.actual.request(1);
		this.first.assertWasRequested();
	}

	@Test
	void cancelReachesTheAttemptThatIsUnderWay() {
		subscribe();
		this.actual.cancel();
		this.first.assertCancelled();
		this.actual = TestSubscriber.create();
		TestPublisher<ClientResponse> failing = TestPublisher.create();
		failing.mono().subscribe(new FirstAttempt(this.actual, this.exchange, this.client.attempts(null)));
		failing.emit(UNAVAILABLE);
		pass(Duration.ofSeconds(1));
		this.actual.cancel();
		this.second.assertCancelled();
		assertIsUnderWay(false);
	}

	@Test
	void callThatIsCancelledWhileItWaitsMakesNoFurtherAttempt() {
		subscribe();
		this.first.emit(ClientResponse.create(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", "1").build());
		pass(Duration.ofMillis(999));
		assertIsUnderWay(true);
		this.actual.cancel();
		pass(Duration.ofMinutes(1));
		assertThat(this.further).hasSize(1);
		assertIsUnderWay(false);
	}

	@Test
	void callThatIsCancelledWhileItsNextAttemptIsDecidedMakesNone() {
		RetryRule standard = RetryRule.of(this.client.settings().retry());
		subscribe(this.client.attempts((attempt) -> {
			this.actual.cancel();
			return standard.judge(attempt);
		}));
		this.first.emit(UNAVAILABLE);
		pass(Duration.ofMinutes(1));
		assertThat(this.further).hasSize(1);
		assertIsUnderWay(false);
	}

	@Test
	void failureThatFollowsACancelIsNotJudged() {
		List<Attempt> judged = new ArrayList<>();
		FirstAttempt attempt = new FirstAttempt(this.actual, this.exchange, this.client.attempts((each) -> {
			judged.add(each);
			return RetryRule.Verdict.REPEAT;
		}));
		this.first.mono().subscribe(attempt);
		attempt.cancel();
		IOException failure = new IOException("reset");
		attempt.onError(failure);
		assertThat(this.actual.expectTerminalError()).isSameAs(failure);
		assertThat(judged).isEmpty();
	}

	@Test
	void attemptsAreFoundInTheContextBesideTheApplicationsOwn() {
		this.actual = TestSubscriber.builder().contextPut("tenant", "a").build();
		CallAttempts attempts = this.client.attempts(null);
		FirstAttempt attempt = new FirstAttempt(this.actual, this.exchange, attempts);
		assertThat(attempt.currentContext().<CallAttempts>get(CallAttempts.class)).isSameAs(attempts);
		assertThat(attempt.currentContext().<String>get("tenant")).isEqualTo("a");
	}

	private void subscribe() {
		subscribe(this.client.attempts(null));
	}

	private void subscribe(CallAttempts attempts) {
		this.first.mono().subscribe(new FirstAttempt(this.actual, this.exchange, attempts));
	}

	private void pass(Duration time) {
		this.time.advanceTimeBy(time);
	}

	private void assertIsUnderWay(boolean expected) {
		assertThat(this.client.calls().activeCalls().isEmpty()).isEqualTo(!expected);
	}

}
