package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.RetryRule;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Blocking call that is attempted until its result is not worth another attempt.
 */
abstract class RetriedCall {

	/** The request attribute that has the call's attempts. */
	static final String ATTEMPTS = CallAttempts.class.getName();

	private static final String RULE = RetryRule.class.getName();

	private final HttpRequest request;

	private final CallAttempts attempts;

	RetriedCall(HttpRequest request, CallAttempts attempts) {
		this.request = request;
		this.attempts = attempts;
	}

	/**
	 * Return the rule that a request was given for itself.
	 */
	static @Nullable RetryRule ownRule(HttpRequest request) {
		return (request.getAttributes().get(RULE) instanceof RetryRule rule) ? rule : null;
	}

	ClientHttpResponse execute() throws IOException {
		try {
			return attempt();
		}
		catch (AnotherAttempt ex) {
			return RetryLoop.goOn(this, ex);
		}
		finally {
			this.attempts.over();
		}
	}

	/**
	 * Make one attempt.
	 * @throws AnotherAttempt if another one follows
	 */
	ClientHttpResponse attempt() throws IOException {
		ClientHttpResponse response;
		try {
			response = exchange(this.attempts);
		}
		catch (IOException | RuntimeException ex) {
			giveUpUnless(this.attempts.after(facts(), ProgramFailure.unwrapped(ex), null));
			this.attempts.withHistory(ex);
			throw ex;
		}
		int status = response.getStatusCode().value();
		if (this.attempts.isFinal(status)) {
			return response;
		}
		Decision decision = this.attempts.after(facts(), answer(status, response.getHeaders()), null);
		if (decision.isRetry()) {
			throw new AnotherAttempt(this.attempts, decision.delay(), response);
		}
		return response;
	}

	/**
	 * A mock has no headers.
	 */
	private static Answer answer(int status, @Nullable HttpHeaders headers) {
		return (headers != null) ? Answer.of(status, headers::getFirst) : new Answer(status);
	}

	private void giveUpUnless(Decision decision) {
		if (decision.isRetry()) {
			throw new AnotherAttempt(this.attempts, decision.delay(), null);
		}
	}

	private Request facts() {
		return new Request(this.request.getMethod().name(),
				this.request.getHeaders().containsHeader(Request.IDEMPOTENCY_KEY), isReplayable());
	}

	/**
	 * Number the attempts after the first for the backend.
	 */
	static void number(HttpHeaders headers, CallAttempts attempts) {
		if (attempts.number() > 1) {
			headers.set(CallAttempts.NUMBER_HEADER, Integer.toString(attempts.number()));
		}
	}

	InterruptedIOException interrupted() {
		return this.attempts.withHistory(new InterruptedIOException("interrupted while waiting for the next attempt"));
	}

	/**
	 * Send the request once.
	 */
	abstract ClientHttpResponse exchange(CallAttempts attempts) throws IOException;

	/**
	 * Return whether the request's body can be sent again.
	 */
	abstract boolean isReplayable();

}
