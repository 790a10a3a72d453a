package dev.lifeguard.shop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.lifeguard.test.Backend;
import dev.lifeguard.test.BrokenBackend;
import dev.lifeguard.test.backend.SeenRequest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.util.unit.DataSize;

import static dev.lifeguard.test.LifeguardAssertions.assertThat;
import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;
import static dev.lifeguard.test.LifeguardAssertions.assertThatCalls;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The shop survives bad days of its backends.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class ShopTests {

	@BrokenBackend("orders")
	Backend orders;

	@BrokenBackend("billing")
	Backend billing;

	@Autowired
	RestTestClient users;

	void findOrder(HttpStatus expected) {
		this.users.get().uri("/orders/7").exchange().expectStatus().isEqualTo(expected);
	}

	@Test
	void doesNotLeak() {
		this.orders.status(404).bodySize(DataSize.ofMegabytes(1));
		findOrder(HttpStatus.NOT_FOUND);
	}

	@Test
	void usersAreToldInTimeWhenTheBackendIsSlow() {
		this.orders.slow(Duration.ofSeconds(60));
		assertThatCall(() -> findOrder(HttpStatus.GATEWAY_TIMEOUT)).succeedsWithin(Duration.ofSeconds(6));
	}

	@Test
	void moreUsersThanTheBackendBears() {
		this.orders.capacity(2).slow(Duration.ofMillis(100));
		assertThatCalls(50, () -> this.users.get().uri("/orders/7").exchange()).allEndWithin(Duration.ofSeconds(10));
		assertThat(this.orders).hasAtOnceUpTo(4);
	}

	@Test
	void postIsNotRepeated() {
		this.orders.status(503);
		this.users.post().uri("/orders").body("3 buoys").exchange().expectStatus().is5xxServerError();
		assertThat(this.orders).hasRequests(1);
	}

	@Test
	void outageIsNotMadeWorse() {
		this.orders.status(503);
		for (int user = 0; user < 100; user++) {
			this.users.get().uri("/orders/7").exchange();
		}
		assertThat(this.orders).hasRequestsUpTo(130);
	}

	@Test
	void backendIsAskedAgainWhenItWantsToBe() {
		this.orders.script("503 retry-after=300ms, ok");
		findOrder(HttpStatus.OK);
		List<Duration> arrivals = this.orders.seen().stream().map(SeenRequest::arrived).toList();
		assertThat(arrivals.get(1).minus(arrivals.get(0))).isGreaterThanOrEqualTo(Duration.ofMillis(300));
	}

	@Test
	void billsAreFoundWhileOrdersAreSilent() {
		this.orders.silent();
		for (int user = 0; user < 20; user++) {
			new Thread(() -> this.users.get().uri("/orders/7").exchange()).start();
		}
		this.orders.awaitRequests(4);
		assertThatCall(() -> this.users.get().uri("/bills/7").exchange().expectStatus().isOk())
			.succeedsWithin(Duration.ofSeconds(6));
	}

	@Test
	void answerWithoutAnEndIsGivenUp() {
		this.orders.drip(Duration.ofMillis(20));
		assertThatCall(() -> findOrder(HttpStatus.GATEWAY_TIMEOUT)).succeedsWithin(Duration.ofSeconds(6));
	}

	@Test
	void networkThatDropsEverythingIsGivenUp() {
		this.orders.blackHole();
		assertThatCall(() -> findOrder(HttpStatus.GATEWAY_TIMEOUT)).succeedsWithin(Duration.ofSeconds(6));
	}

	@Test
	@DirtiesContext
	void shutdownLosesNoCall(@Autowired Runnable nightlyJob, @Autowired ConfigurableApplicationContext application) {
		this.orders.slow(Duration.ofMillis(200));
		CompletableFuture<Void> night = CompletableFuture.runAsync(nightlyJob);
		this.orders.awaitRequests(1);
		application.stop();
		assertThat(night).isCompleted();
	}

}
