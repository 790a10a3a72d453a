package dev.lifeguard.sample;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.sample.backend.Backends;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what each switch breaks, and for what is left of it after a reset.
 */
class SwitchTests extends AbstractSampleTests {

	private final LifeguardClients clients;

	private final Backends backends;

	SwitchTests(@Autowired LifeguardClients clients, @Autowired Backends backends) {
		this.clients = clients;
		this.backends = backends;
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web", "/plain/rest", "/plain/web" })
	void slowTakesTenTimesAsLong(String path) {
		callers().post("/switches/slow");

		Answer answer = callers().get(path);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.took()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web", "/plain/rest", "/plain/web" })
	void failIsAnErrorUntilReset(String path) {
		callers().post("/switches/fail");

		assertThat(callers().get(path).status()).isEqualTo(500);

		callers().post("/switches/reset");
		assertThat(callers().get(path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void stallEndsWithOurTimeLimit(String path) {
		callers().post("/switches/stall");

		Answer answer = callers().get(path);

		assertThat(answer.status()).isEqualTo(504);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("\"client\":\"orders\"").contains("(BODY)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/plain/rest", "/plain/web" })
	void stallHoldsPlainCallerUntilReset(String path) {
		callers().post("/switches/stall");
		CompletableFuture<Answer> plain = callers().start(path);

		callers().get("/orders/rest");

		assertThat(plain).isNotDone();
		callers().post("/switches/reset");
		assertThat(plain.join().body()).isEqualTo(ORDERS);
	}

	@Test
	void backendIsRepairedWithoutTheApplication() {
		callers().post("/switches/stall");

		assertThat(new Callers(this.backends.orders().port()).post("/reset").status()).isEqualTo(204);

		assertThat(callers().get("/plain/rest").body()).isEqualTo(ORDERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web" })
	void leakHoldsPlacesThatComeBack(String path) {
		callers().post("/switches/leak");

		assertThat(callers().get(path, 10)).extracting(Answer::body).contains(ORDERS, Leak.FORGOTTEN);

		assertThat(this.clients.snapshot("orders").active()).isPositive();
		Awaitility.await().untilAsserted(() -> assertThat(this.clients.snapshot("orders").active()).isZero());
		callers().post("/switches/reset");
		assertThat(callers().get(path).status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/plain/rest", "/plain/web" })
	void leakForgetsPlainResponses(String path) {
		callers().post("/switches/leak");

		assertThat(callers().get(path, 10)).extracting(Answer::body).contains(ORDERS, Leak.FORGOTTEN);
	}

}
