package dev.lifeguard.sample.fleet;

import java.util.ArrayDeque;
import java.util.Deque;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Crowd}.
 */
class CrowdTests {

	private final Deque<Sinks.Empty<Void>> calls = new ArrayDeque<>();

	private final Crowd crowd = new Crowd(this::call);

	private Mono<Void> call() {
		Sinks.Empty<Void> call = Sinks.empty();
		this.calls.add(call);
		return call.asMono();
	}

	@Test
	void eachCallerHasOneCallAtATime() {
		this.crowd.size(3);
		assertThat(this.calls).hasSize(3);

		this.calls.remove().tryEmitEmpty();

		assertThat(this.calls).hasSize(3);
	}

	@Test
	void callersGoWhenTheirCallHasEnded() {
		this.crowd.size(3);

		this.crowd.size(1);
		assertThat(this.calls).hasSize(3);
		answerAll(3);
		assertThat(this.calls).hasSize(1);
		this.crowd.size(0);
		answerAll(1);

		assertThat(this.calls).isEmpty();
	}

	@Test
	void callersThatComeBackBeforeTheyHaveGoneAreNotCountedTwice() {
		this.crowd.size(3);

		this.crowd.size(0);
		this.crowd.size(2);
		answerAll(3);

		assertThat(this.calls).hasSize(2);
	}

	@Test
	void callerThatGetsNoAnswerDoesNotAskAgainAtOnce() {
		this.crowd.size(1);

		this.calls.remove().tryEmitError(new IllegalStateException("no answer"));

		assertThat(this.calls).isEmpty();
	}

	private void answerAll(int count) {
		for (int i = 0; i < count; i++) {
			this.calls.remove().tryEmitEmpty();
		}
	}

}
