package dev.lifeguard.client.reactive;

import java.util.List;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Decision;
import org.jspecify.annotations.Nullable;
import reactor.util.context.ContextView;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Judge that collects the facts of an attempt and decides whether another one follows.
 *
 * @param attempts the call's attempts
 * @param request the application's request
 * @param context the application's context
 */
record Judge(CallAttempts attempts, ClientRequest request, ContextView context) {

	/**
	 * Judge an answer. One that is not wanted is given back.
	 * @return the wish for another attempt, or {@code null} if the answer is the call's
	 */
	@Nullable AnotherAttempt after(ClientResponse response) {
		int status = response.statusCode().value();
		if (this.attempts.isFinal(status)) {
			return null;
		}
		// a mock has no headers
		ClientResponse.@Nullable Headers headers = response.headers();
		Answer answer = (headers != null) ? Answer.of(status, (name) -> first(headers.header(name)))
				: new Answer(status);
		Decision decision = this.attempts.after(facts(), answer, observation());
		if (!decision.isRetry()) {
			return null;
		}
		this.attempts.giveBack();
		return new AnotherAttempt(this.attempts, decision.delay());
	}

	/**
	 * Judge a failure.
	 * @return the wish for another attempt, or the failure that is the call's
	 */
	Throwable after(Throwable failure) {
		Decision decision = this.attempts.after(facts(), failure, observation());
		return decision.isRetry() ? new AnotherAttempt(this.attempts, decision.delay())
				: this.attempts.withHistory(failure);
	}

	private static @Nullable String first(@Nullable List<String> values) {
		return (values == null || values.isEmpty()) ? null : values.get(0);
	}

	private @Nullable Object observation() {
		return this.context.getOrDefault(Call.OBSERVATION, null);
	}

	private Request facts() {
		return new Request(this.request.method().name(), this.request.headers().containsHeader(Request.IDEMPOTENCY_KEY),
				BodyProbe.isReplayable(this.request));
	}

}
