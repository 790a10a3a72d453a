package dev.lifeguard.sample;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what answers while nothing is broken.
 */
class EndpointTests extends AbstractSampleTests {

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web", "/plain/rest", "/plain/web" })
	void callAnswers(String path) {
		Answer answer = callers().get(path);

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo(ORDERS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/orders/rest", "/orders/web", "/plain/rest", "/plain/web" })
	void burstIsServed(String path) {
		assertThat(callers().get(path, 50)).extracting(Answer::status).containsOnly(200);
	}

	@Test
	void switchesAreOff() {
		assertThat(callers().get("/switches").body())
			.contains("\"fail\":false", "\"leak\":false", "\"slow\":false", "\"stall\":false")
			.doesNotContain("true");
	}

	@Test
	void switchIsTurnedOnAndOff() {
		assertThat(callers().post("/switches/fail?on=true").body()).contains("\"fail\":true");
		assertThat(callers().post("/switches/fail?on=false").body()).contains("\"fail\":false");
	}

	@Test
	void unknownSwitchIsNotFound() {
		assertThat(callers().post("/switches/flood").status()).isEqualTo(404);
	}

	@Test
	void poolIsShown() {
		callers().get("/orders/rest");

		assertThat(callers().get("/actuator/httppools/orders").body()).contains("\"max\":20")
			.contains("\"pool.acquire-timeout\":{\"value\":\"500ms\"");
		assertThat(callers().get("/actuator/health/httpPools").body()).contains("\"orders\"");
		assertThat(callers().get("/actuator/metrics/lifeguard.connections.max").status()).isEqualTo(200);
	}

}
