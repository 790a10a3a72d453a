package dev.lifeguard.sample;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.lifeguard.sample.backend.Backends;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the difference that Lifeguard makes when the backend is slow and callers are
 * many. The time limits are out of the way: a busy machine must not look like a stalled
 * backend.
 */
@TestPropertySource(
		properties = { "lifeguard.clients.orders.timeout.response=20s", "lifeguard.clients.orders.timeout.call=30s" })
class OverloadTests extends AbstractSampleTests {

	private static final int CALLERS = 180;

	private final Backends backends;

	OverloadTests(@Autowired Backends backends) {
		this.backends = backends;
	}

	@ParameterizedTest
	@ValueSource(strings = { "rest", "web" })
	void oursRefusesWherePlainPilesUp(String face) {
		List<Answer> ours = overload("/orders/" + face);
		int oursAtTheBackend = this.backends.orders().load().peak();
		List<Answer> plain = overload("/plain/" + face);
		int plainAtTheBackend = this.backends.orders().load().peak();

		assertThat(plain).extracting(Answer::status).containsOnly(200);
		assertThat(ours).extracting(Answer::status).containsOnly(200, 503);
		assertThat(slowest(plain)).isGreaterThan(typicalRefusal(ours));
		assertThat(plainAtTheBackend).isGreaterThan(20);
		assertThat(oursAtTheBackend).isLessThanOrEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void refusalSaysWhoAndWhenToComeBack(String path) {
		List<Answer> refusals = overload(path).stream().filter((answer) -> answer.status() != 200).toList();

		assertThat(refusals).isNotEmpty().allSatisfy((refusal) -> {
			assertThat(refusal.status()).isEqualTo(503);
			assertThat(refusal.contentType()).isEqualTo("application/problem+json");
			assertThat(Integer.parseInt(refusal.retryAfter())).isPositive();
			assertThat(refusal.body()).contains("\"client\":\"orders\"").doesNotContain("127.0.0.1");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web", "/plain/rest", "/plain/web" })
	void everythingAnswersAfterReset(String path) {
		overload(path);

		callers().post("/switches/reset");

		assertThat(callers().get(path, 20)).extracting(Answer::status).containsOnly(200);
	}

	private List<Answer> overload(String path) {
		callers().post("/switches/reset");
		callers().get(path, 20);
		callers().post("/switches/slow");
		return callers().get(path, CALLERS);
	}

	private static Duration slowest(List<Answer> answers) {
		return answers.stream().map(Answer::took).max(Comparator.naturalOrder()).orElseThrow();
	}

	private static Duration typicalRefusal(List<Answer> answers) {
		List<Duration> refusals = answers.stream()
			.filter((answer) -> answer.status() == 503)
			.map(Answer::took)
			.sorted()
			.toList();
		return refusals.get(refusals.size() / 2);
	}

}
