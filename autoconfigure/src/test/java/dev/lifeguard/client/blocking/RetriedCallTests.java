package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link RetriedCall} and its loop, with results that are given in advance.
 */
class RetriedCallTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.retrying(this.clock, new ManualTimer(this.clock), true);

	private final MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.GET,
			URI.create("http://orders.test/"));

	private final List<String> closed = new ArrayList<>();

	private final List<Integer> numbers = new ArrayList<>();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void answerThatIsFinalIsTheCalls() throws IOException {
		Answer fine = new Answer(HttpStatus.OK);
		assertThat(call(fine).execute()).isSameAs(fine);
		assertThat(this.numbers).containsExactly(1);
		assertThat(this.closed).isEmpty();
	}

	@Test
	void answerThatIsNotWantedIsClosedBeforeTheNextAttempt() throws IOException {
		Answer fine = new Answer(HttpStatus.OK);
		ClientHttpResponse result = call(new Answer(HttpStatus.SERVICE_UNAVAILABLE), () -> {
			assertThat(this.closed).containsExactly("503");
			return fine;
		}).execute();
		assertThat(result).isSameAs(fine);
		assertThat(this.numbers).containsExactly(1, 2);
		assertThat(this.closed).containsExactly("503");
	}

	@Test
	void lastAnswerIsHandedOnWhenThereAreNoMoreAttempts() throws IOException {
		Answer last = new Answer(HttpStatus.GATEWAY_TIMEOUT);
		assertThat(call(new Answer(HttpStatus.SERVICE_UNAVAILABLE), new Answer(HttpStatus.BAD_GATEWAY), last).execute())
			.isSameAs(last);
		assertThat(this.numbers).containsExactly(1, 2, 3);
		assertThat(this.closed).containsExactly("503", "502");
	}

	@Test
	void lastFailureShowsThoseBeforeIt() {
		IOException last = new IOException("reset");
		RetriedCall call = call(failing(new UnknownHostException("orders.test")),
				new Answer(HttpStatus.SERVICE_UNAVAILABLE), failing(last));
		assertThatExceptionOfType(IOException.class).isThrownBy(call::execute).isSameAs(last);
		assertThat(last.getSuppressed()).extracting(Throwable::toString)
			.containsExactly("attempt 1: failed after 0ms of the call, next attempt in 0ms",
					"attempt 2: status 503 after 0ms of the call, next attempt in 0ms");
		assertThat(last.getSuppressed()[0]).hasCauseInstanceOf(UnknownHostException.class);
	}

	@Test
	void failureOfAProgramIsFinal() {
		IOException thrown = ProgramFailure.asIoException(new IllegalStateException("refused"));
		RetriedCall call = call(failing(thrown), new Answer(HttpStatus.OK));
		assertThatExceptionOfType(IOException.class).isThrownBy(call::execute).isSameAs(thrown);
		assertThat(this.numbers).containsExactly(1);
	}

	@Test
	void bodyThatIsUsedUpIsNotSentAgain() throws IOException {
		Answer first = new Answer(HttpStatus.SERVICE_UNAVAILABLE);
		GivenCall call = call(first, new Answer(HttpStatus.OK));
		call.replayable = false;
		assertThat(call.execute()).isSameAs(first);
		assertThat(this.closed).isEmpty();
	}

	@Test
	void methodThatMayNotBeRepeatedIsUnlessTheRequestHasAKey() throws IOException {
		this.request.setMethod(HttpMethod.POST);
		assertThat(call(new Answer(HttpStatus.SERVICE_UNAVAILABLE)).execute().getStatusCode().value()).isEqualTo(503);
		this.request.getHeaders().add("Idempotency-Key", "a");
		assertThat(call(new Answer(HttpStatus.SERVICE_UNAVAILABLE), new Answer(HttpStatus.OK)).execute()
			.getStatusCode()
			.value()).isEqualTo(200);
	}

	@Test
	void interruptedWaitEndsTheCallAndTheThreadStaysInterrupted() {
		RetriedCall call = call(() -> {
			Thread.currentThread().interrupt();
			return new Answer(HttpStatus.SERVICE_UNAVAILABLE, "retry-after-ms", "1000");
		});
		assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(call::execute)
			.withMessage("interrupted while waiting for the next attempt")
			.satisfies((failure) -> assertThat(failure.getSuppressed()).hasSize(1));
		assertThat(Thread.interrupted()).isTrue();
		assertThat(this.closed).containsExactly("503");
	}

	@Test
	void answerSaysWhenTheNextAttemptIsWorthwhile() throws IOException {
		Answer patient = new Answer(HttpStatus.SERVICE_UNAVAILABLE, "Retry-After", "3600");
		assertThat(call(patient, new Answer(HttpStatus.OK)).execute()).isSameAs(patient);
	}

	@Test
	void mockWithoutHeadersIsRepeatedLikeAnyOther() throws IOException {
		ClientHttpResponse bare = new Answer(HttpStatus.SERVICE_UNAVAILABLE) {

			@Override
			@SuppressWarnings("NullAway")
			public HttpHeaders getHeaders() {
				return null;
			}

		};
		assertThat(call(() -> bare, new Answer(HttpStatus.OK)).execute().getStatusCode().value()).isEqualTo(200);
	}

	@Test
	void requestMayHaveARuleOfItsOwn() {
		assertThat(RetriedCall.ownRule(this.request)).isNull();
		this.request.getAttributes().put(RetryRule.class.getName(), "no rule");
		assertThat(RetriedCall.ownRule(this.request)).isNull();
		this.request.getAttributes().put(RetryRule.class.getName(), RetryRule.NEVER);
		assertThat(RetriedCall.ownRule(this.request)).isSameAs(RetryRule.NEVER);
	}

	@Test
	void onlyFurtherAttemptsCarryTheirNumber() throws IOException {
		call(new Answer(HttpStatus.SERVICE_UNAVAILABLE), () -> {
			assertThat(this.request.getHeaders().get("X-Retry-Attempt")).containsExactly("2");
			return new Answer(HttpStatus.OK);
		}).execute();
		assertThat(this.numbers).containsExactly(1, 2);
	}

	private static Result failing(IOException failure) {
		return () -> {
			throw failure;
		};
	}

	private GivenCall call(Result... results) {
		return new GivenCall(Arrays.asList(results).iterator());
	}

	private final class GivenCall extends RetriedCall {

		private final Iterator<Result> results;

		private boolean replayable = true;

		GivenCall(Iterator<Result> results) {
			super(RetriedCallTests.this.request, RetriedCallTests.this.client.attempts(null));
			this.results = results;
		}

		@Override
		ClientHttpResponse exchange(CallAttempts attempts) throws IOException {
			HttpHeaders headers = RetriedCallTests.this.request.getHeaders();
			RetriedCallTests.this.numbers.add(attempts.number());
			number(headers, attempts);
			assertThat(headers.containsHeader("X-Retry-Attempt")).isEqualTo(attempts.number() > 1);
			return this.results.next().get();
		}

		@Override
		boolean isReplayable() {
			return this.replayable;
		}

	}

	private interface Result {

		ClientHttpResponse get() throws IOException;

	}

	private class Answer extends MockClientHttpResponse implements Result {

		private final HttpStatus status;

		Answer(HttpStatus status, String... headers) {
			super(new byte[0], status);
			this.status = status;
			for (int index = 0; index < headers.length; index += 2) {
				super.getHeaders().add(headers[index], headers[index + 1]);
			}
		}

		@Override
		public ClientHttpResponse get() {
			return this;
		}

		@Override
		public void close() {
			RetriedCallTests.this.closed.add(String.valueOf(this.status.value()));
		}

	}

}
