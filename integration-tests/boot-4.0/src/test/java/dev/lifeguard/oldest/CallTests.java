package dev.lifeguard.oldest;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.PoolExhaustedException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Calls of either face.
 */
class CallTests extends AbstractShopTests {

	@ParameterizedTest
	@EnumSource
	void answerReachesTheCaller(Face face) {
		assertThat(get(face, "orders")).isEqualTo("GET /orders");
	}

	@ParameterizedTest
	@EnumSource
	void failedAttemptIsRepeated(Face face) {
		backend("orders").script("503, ok");
		assertThat(get(face, "orders")).isEqualTo("GET /orders");
		assertThat(backend("orders").requests()).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void plainClientFailsAtTheFirstAttempt(Face face) {
		backend("orders").script("503, ok");
		String uri = backend("orders").url() + "/orders";
		assertThatException().isThrownBy(() -> face.get(RestClient.create(), WebClient.create(), uri))
			.withMessageContaining("503");
	}

	@ParameterizedTest
	@EnumSource
	void exhaustionIsNamed(Face face) throws Exception {
		backend("single").silent();
		CompletableFuture<String> holder = CompletableFuture.supplyAsync(() -> get(face, "single"));
		backend("single").awaitRequests(1);
		assertThatException().isThrownBy(() -> get(face, "single"))
			.havingCause()
			.isInstanceOf(PoolExhaustedException.class)
			.withMessageContaining("503: Connection pool exhausted. Maximum connections to backend reached")
			.withMessageContaining("reason=QUEUE_FULL");
		backend("single").heal();
		assertThat(holder.get(5, TimeUnit.SECONDS)).isEqualTo("GET /orders");
	}

}
