package dev.lifeguard.call;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.StaleConnectionException;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Failure;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Decision.Outcome;
import dev.lifeguard.retry.RetryListener;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallAttempts}.
 */
class CallAttemptsTests {

	private static final URI HERE = URI.create("http://localhost:1/");

	private static final Request REQUEST = new Request("GET", false, true);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.retrying(this.clock, new ManualTimer(this.clock), false);

	private final CallAttempts attempts = this.client.attempts(this::judge);

	private final List<Attempt> judged = new ArrayList<>();

	private final List<Attempt> decided = new ArrayList<>();

	private final List<Object> observations = new ArrayList<>();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void attemptsAreNumberedAndShareTheirDeadline() {
		Call first = this.attempts.begin("GET", HERE, Priority.NORMAL, null);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.attempts.after(REQUEST, new Answer(503), null).isRetry()).isTrue();
		assertThat(this.attempts.number()).isEqualTo(2);
		Call second = this.attempts.begin("GET", HERE, Priority.NORMAL, null);
		assertThat(first.facts().attempt()).isEqualTo(1);
		assertThat(second.facts().attempt()).isEqualTo(2);
		assertThat(second.deadline()).isSameAs(first.deadline());
		assertThat(second.beganNanos()).isEqualTo(first.beganNanos());
	}

	@Test
	void onlyARepeatedAnswerMakesARetry() {
		assertThat(this.attempts.begin("GET", HERE, Priority.NORMAL, null).isRetry()).isFalse();
		this.attempts.after(REQUEST, new Answer(503), null);
		assertThat(this.attempts.begin("GET", HERE, Priority.NORMAL, null).isRetry()).isTrue();
		this.attempts.after(REQUEST, reported("reset"), null);
		assertThat(this.attempts.begin("GET", HERE, Priority.NORMAL, null).isRetry()).isFalse();
	}

	@Test
	void callWaitsFromTheDecisionUntilItsNextPermitIsAskedFor() {
		TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null)).call().cancelled();
		this.attempts.after(REQUEST, new Answer(503), null);
		assertThat(this.client.calls().activeCalls().isEmpty()).isFalse();
		Call second = TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null)).call();
		second.cancelled();
		this.attempts.over();
		assertThat(this.client.calls().activeCalls().isEmpty()).isTrue();
	}

	@Test
	void callThatIsGivenUpWhileItWaitsIsOver() {
		this.attempts.after(REQUEST, new Answer(503), null);
		this.attempts.over();
		assertThat(this.client.calls().activeCalls().isEmpty()).isTrue();
	}

	@Test
	void callThatWasGivenUpBeforeTheDecisionDoesNotWait() {
		this.attempts.over();
		this.attempts.after(REQUEST, new Answer(503), null);
		assertThat(this.client.calls().activeCalls().isEmpty()).isTrue();
	}

	@Test
	void listenerIsToldOfWhatIsWorthACount() {
		this.client.listen((RetryListener) (attempt, decision, observation) -> {
			this.decided.add(attempt);
			this.observations.add(observation);
		});
		this.attempts.after(REQUEST, new Answer(200), "first");
		this.attempts.after(REQUEST, new Answer(503), "second");
		assertThat(this.decided).containsExactly(new Attempt(1, REQUEST, new Answer(503)));
		assertThat(this.observations).containsExactly("second");
	}

	@Test
	void ruleOfTheCallTakesThePlaceOfTheClients() {
		CallAttempts never = this.client.attempts(RetryRule.NEVER);
		assertThat(never.after(REQUEST, new Answer(503), null).outcome()).isEqualTo(Outcome.FINAL);
		CallAttempts standard = this.client.attempts(null);
		assertThat(standard.isFinal(200)).isTrue();
		assertThat(standard.isFinal(503)).isFalse();
	}

	@Test
	void requestThatWasNeverSentIsRepeatedWhateverItIs() {
		Request post = new Request("POST", false, true);
		TestConnect.of(this.attempts.begin("POST", HERE, Priority.NORMAL, null));
		assertThat(this.attempts.after(post, reported("refused"), null).isRetry()).isTrue();
		Call sent = TestConnect.of(this.attempts.begin("POST", HERE, Priority.NORMAL, null)).call();
		sent.bind(new EmbeddedChannel());
		sent.resend().prepared();
		assertThat(this.attempts.after(post, reported("reset"), null).outcome()).isEqualTo(Outcome.NOT_REPEATABLE);
	}

	@Test
	void attemptWithTwoExchangesMayHaveBeenSent() {
		Request post = new Request("POST", false, true);
		TestConnect.of(this.attempts.begin("POST", HERE, Priority.NORMAL, null));
		TestConnect.of(this.attempts.begin("POST", HERE, Priority.NORMAL, null));
		assertThat(this.attempts.after(post, reported("refused"), null).outcome()).isEqualTo(Outcome.NOT_REPEATABLE);
	}

	@Test
	void failureThatTheApplicationMadeIsItsOwn() {
		IOException failure = new IOException("no body");
		Call call = TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null)).call();
		call.applicationFailed(failure);
		assertThat(failureOf(new IOException("wrapped", failure)).applications()).isTrue();
	}

	@Test
	void failureThatNobodyHasReportedIsTheApplications() {
		TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null));
		assertThat(failureOf(new IllegalStateException("a hook")).applications()).isTrue();
	}

	@Test
	void failureThatTheCallHasReportedIsNot() {
		TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null));
		IOException failure = reported("reset");
		assertThat(failureOf(new IOException("wrapped", failure)).applications()).isFalse();
	}

	@Test
	void failureInOurWordsIsNot() {
		TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null));
		assertThat(failureOf(new StaleConnectionException("test", "localhost:1", Duration.ZERO, Duration.ZERO, null))
			.applications()).isFalse();
	}

	@Test
	void failureWithoutAnExchangeIsNot() {
		assertThat(failureOf(new IOException("a stub")).applications()).isFalse();
	}

	@Test
	void failureOfALaterAttemptWithoutAnExchangeIsNot() {
		TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null));
		this.attempts.after(REQUEST, new Answer(503), null);
		assertThat(failureOf(new IOException("a stub")).applications()).isFalse();
	}

	@Test
	void onlyTheLastFailuresAreRemembered() {
		TestConnect.of(this.attempts.begin("GET", HERE, Priority.NORMAL, null));
		IOException first = new IOException("first");
		this.attempts.reported(first);
		IOException last = first;
		for (int number = 0; number < 8; number++) {
			last = new IOException("later");
			this.attempts.reported(last);
		}
		assertThat(failureOf(first).applications()).isTrue();
		assertThat(failureOf(last).applications()).isFalse();
	}

	@Test
	void historyShowsTheAttemptsBefore() {
		assertThat(this.attempts.withHistory(new IOException("alone")).getSuppressed()).isEmpty();
		this.clock.advance(Duration.ofMillis(12));
		this.attempts.after(REQUEST, new Answer(503), null);
		assertThat(this.attempts.withHistory(new IOException("last")).getSuppressed()).extracting(Throwable::toString)
			.containsExactly("attempt 1: status 503 after 12ms of the call, next attempt in 0ms");
	}

	@Test
	void attemptsOfAnotherClientAreNone() {
		ManagedClient other = TestClients.create(this.clock, new ManualTimer(this.clock));
		assertThat(this.attempts.areOf(this.client.calls())).isTrue();
		assertThat(this.attempts.areOf(other.calls())).isFalse();
		assertThat(other.call("GET", HERE, this.attempts, null).client()).isSameAs(other.calls());
		other.close();
	}

	/**
	 * Return a failure that the exchange has reported, as it does those of the network.
	 */
	private IOException reported(String message) {
		IOException failure = new IOException(message);
		this.attempts.reported(failure);
		return failure;
	}

	/**
	 * Return what the rule of the call is told of a failure.
	 */
	private Failure failureOf(Throwable failure) {
		this.judged.clear();
		this.attempts.after(REQUEST, failure, null);
		return (Failure) this.judged.get(0).result();
	}

	private RetryRule.Verdict judge(Attempt attempt) {
		this.judged.add(attempt);
		return RetryRule.of(this.client.settings().retry()).judge(attempt);
	}

}
