package dev.lifeguard.test;

import java.time.Duration;
import java.util.stream.Stream;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.test.backend.SeenRequest;
import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import dev.lifeguard.test.shop.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static dev.lifeguard.test.LifeguardAssertions.assertThat;
import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what each behaviour of a {@link Backend} is to the clients, and for how they
 * are after it.
 */
@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE,
		properties = { "lifeguard.defaults.timeout.connect=500ms", "lifeguard.defaults.timeout.response=500ms" })
@BrokenBackend("orders")
@BrokenBackend("stock")
class BehaviourTests {

	private static final Duration SECONDS = Duration.ofSeconds(8);

	@Autowired
	private LifeguardTester tester;

	@Autowired
	private Orders orders;

	@Autowired
	private Stock stock;

	@Autowired
	@Qualifier("orders")
	private Backend ordersBackend;

	@Autowired
	@Qualifier("stock")
	private Backend stockBackend;

	private Backend backend(Face face) {
		return (face == Face.REST_CLIENT) ? this.ordersBackend : this.stockBackend;
	}

	private void call(Face face) {
		if (face == Face.REST_CLIENT) {
			this.orders.find("7");
		}
		else {
			this.stock.of("book").block();
		}
	}

	private void assertWellAgain(Face face) {
		backend(face).heal();
		assertThatCall(() -> call(face)).succeedsWithin(SECONDS);
		this.tester.awaitIdle();
		assertThat(this.tester.snapshot(backend(face).client())).holdsNothing();
	}

	@ParameterizedTest
	@EnumSource
	void slowBackendIsWaitedFor(Face face) {
		backend(face).slow(Duration.ofMillis(100));
		assertThatCall(() -> call(face)).succeedsWithin(SECONDS);
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void silentBackendIsGivenUp(Face face) {
		backend(face).silent();
		assertThatCall(() -> call(face)).failsWithin(SECONDS).asTimedOut();
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void stalledBodyIsGivenUp(Face face) {
		backend(face).stallBody();
		assertThatCall(() -> call(face)).failsWithin(SECONDS).asTimedOut(Phase.BODY);
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void drippingBodyIsGivenUp(Face face) {
		backend(face).drip(Duration.ofMillis(10));
		assertThatCall(() -> call(face)).failsWithin(SECONDS).asTimedOut(Phase.CALL);
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void blackHoleIsGivenUp(Face face) {
		backend(face).blackHole();
		assertThatCall(() -> call(face)).failsWithin(SECONDS).asTimedOut();
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void refusalIsAFailure(Face face) {
		backend(face).refuse();
		assertThatCall(() -> call(face)).failsWithin(SECONDS).hasStackTraceContaining("Connection refused");
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void resetAndGarbageAreFailures(Face face) {
		backend(face).reset();
		assertThatCall(() -> call(face)).failsWithin(SECONDS);
		assertWellAgain(face);
		backend(face).garbage();
		assertThatCall(() -> call(face)).failsWithin(SECONDS);
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void deadConnectionIsNoFailure(Face face) {
		call(face);
		this.tester.awaitIdle();
		backend(face).closeIdle();
		assertThatCall(() -> call(face)).succeedsWithin(SECONDS);
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void statusIsRetriedAfterTheTimeThatTheBackendAsksFor(Face face) {
		backend(face).script("503 retry-after=300ms, ok");
		call(face);
		Stream<Duration> arrivals = backend(face).seen().stream().map(SeenRequest::arrived);
		assertThat(arrivals.reduce((first, second) -> second.minus(first)).orElseThrow())
			.isGreaterThanOrEqualTo(Duration.ofMillis(300));
		assertWellAgain(face);
	}

	@ParameterizedTest
	@EnumSource
	void slownessAndFailureAreCombined(Face face) {
		backend(face).slow(Duration.ofMillis(100)).status(500);
		long start = System.nanoTime();
		assertThatCall(() -> call(face)).failsWithin(SECONDS).hasMessageContaining("500");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
		assertWellAgain(face);
	}

	@Test
	void capacityIsABackendsOwn() {
		this.ordersBackend.capacity(1).slow(Duration.ofMillis(60));
		Runnable call = () -> this.orders.find("7");
		Thread other = new Thread(call);
		other.start();
		this.ordersBackend.awaitRequests(1);
		assertThatCall(call::run).succeedsWithin(SECONDS);
		assertThat(this.ordersBackend).hasRequests(2).hasAtOnceUpTo(2);
	}

	/**
	 * The two clients.
	 */
	enum Face {

		REST_CLIENT, WEB_CLIENT

	}

}
