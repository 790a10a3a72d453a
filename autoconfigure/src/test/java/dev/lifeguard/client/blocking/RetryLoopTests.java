package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link RetryLoop}, with attempts whose results are given in advance.
 */
class RetryLoopTests {

	private static final Duration HOUR = Duration.ofHours(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final List<String> done = new ArrayList<>();

	private final ClientHttpResponse fine = new Answer("fine");

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void attemptsAreMadeUntilOneHasAResultAndEachAnswerIsGivenBackBeforeTheNext() throws IOException {
		assertThat(goOn(() -> {
			throw another("second", Duration.ZERO);
		}, () -> this.fine)).isSameAs(this.fine);
		assertThat(this.done).containsExactly("first closed", "attempt", "second closed", "attempt");
	}

	@Test
	void failureThatIsFinalIsThrownAsItIs() {
		IOException failure = new IOException("reset");
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> goOn(() -> {
			throw failure;
		}, () -> this.fine)).isSameAs(failure);
		assertThat(this.done).containsExactly("first closed", "attempt");
	}

	@Test
	void errorOfAProgramIsThrownAsItIs() {
		IllegalStateException failure = new IllegalStateException("refused");
		assertThatIllegalStateException().isThrownBy(() -> goOn(() -> {
			throw failure;
		}, () -> this.fine)).isSameAs(failure);
		assertThat(this.done).containsExactly("first closed", "attempt");
	}

	@Test
	void loopWaitsBeforeItsFirstAttemptUnlessItsThreadIsInterrupted() {
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedIOException.class)
			.isThrownBy(() -> goOn(another("first", HOUR), () -> this.fine))
			.withMessage("interrupted while waiting for the next attempt");
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.done).containsExactly("first closed");
	}

	@Test
	void eachWaitIsAsLongAsItsAttemptWants() {
		assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> goOn(() -> {
			Thread.currentThread().interrupt();
			throw another("second", HOUR);
		}, () -> this.fine));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.done).containsExactly("first closed", "attempt", "second closed");
	}

	private ClientHttpResponse goOn(Attempt... attempts) throws IOException {
		return goOn(another("first", Duration.ZERO), attempts);
	}

	private ClientHttpResponse goOn(AnotherAttempt first, Attempt... attempts) throws IOException {
		return RetryLoop.goOn(new GivenCall(List.of(attempts).iterator()), first);
	}

	private AnotherAttempt another(String name, Duration delay) {
		return new AnotherAttempt(this.client.attempts(null), delay, new Answer(name));
	}

	private interface Attempt {

		ClientHttpResponse make() throws IOException;

	}

	private final class GivenCall extends RetriedCall {

		private final Iterator<Attempt> results;

		GivenCall(Iterator<Attempt> results) {
			super(new MockClientHttpRequest(HttpMethod.GET, URI.create("http://orders.test/")),
					RetryLoopTests.this.client.attempts(null));
			this.results = results;
		}

		@Override
		ClientHttpResponse attempt() throws IOException {
			RetryLoopTests.this.done.add("attempt");
			return this.results.next().make();
		}

		@Override
		ClientHttpResponse exchange(CallAttempts attempts) {
			throw new AssertionError("attempts are made as a whole");
		}

		@Override
		boolean isReplayable() {
			throw new AssertionError("attempts are made as a whole");
		}

	}

	private final class Answer extends MockClientHttpResponse {

		private final String name;

		Answer(String name) {
			super(new byte[0], HttpStatus.OK);
			this.name = name;
		}

		@Override
		public void close() {
			RetryLoopTests.this.done.add(this.name + " closed");
		}

	}

}
