package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.Calls.Outcome;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.TestShare;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.netty.http.HttpProtocol;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A client that may have 50 connections, and has a share in its fleet's budget that is
 * less.
 */
class FleetShareTests {

	private final Backend backend = Backend.start(HttpProtocol.HTTP11, HttpProtocol.H2C);

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	private static App app(String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { TestShare.OfAll.class },
				TestShare.settings(settings));
	}

	private static ManagedClient client(App app) {
		return app.bean(ClientRegistry.class).client("orders");
	}

	private static void share(App app, int lease) {
		app.bean(TestShare.OfAll.class).of("orders").set(lease);
		client(app).shareChanged();
	}

	private List<Future<String>> start(App app, Face face, int count) {
		return IntStream.range(0, count).mapToObj((index) -> app.caller(face).get(this.backend.url())).toList();
	}

	private static void assertAnswered(List<Future<String>> calls) throws Exception {
		for (Future<String> call : calls) {
			assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
		}
	}

	/**
	 * Leave so many connections idle.
	 */
	private void keep(App app, Face face, int connections) throws Exception {
		this.backend.shut();
		List<Future<String>> calls = start(app, face, connections);
		await().until(() -> this.backend.inFlight() == connections);
		this.backend.open();
		assertAnswered(calls);
		await().until(() -> app.snapshot().idle() == connections);
	}

	@ParameterizedTest
	@EnumSource
	void backendNeverSeesMoreConnectionsThanTheShare(Face face) {
		try (App app = app("pool.acquire-timeout=20s")) {
			share(app, 3);
			this.backend.delay(Duration.ofMillis(20));
			assertThat(Calls.atOnce(30, app.caller(face), this.backend.url())).allMatch(Outcome::succeeded);
			assertThat(this.backend.mostInFlight()).isEqualTo(3);
			assertThat(this.backend.connectionsOpened()).isEqualTo(3);
			assertThat(client(app).openConnections()).isEqualTo(3);
			app.assertNothingHeld();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientKnowsItsOwnBoundOnly(Face face) {
		try (App app = App.bounded(50)) {
			this.backend.delay(Duration.ofMillis(200));
			assertThat(Calls.atOnce(30, app.caller(face), this.backend.url())).allMatch(Outcome::succeeded);
			assertThat(this.backend.connectionsOpened()).isGreaterThan(3);
		}
	}

	@ParameterizedTest
	@EnumSource
	void growingServesTheWaitingAtOnce(Face face) throws Exception {
		try (App app = app("pool.acquire-timeout=20s")) {
			share(app, 2);
			this.backend.shut();
			List<Future<String>> calls = start(app, face, 8);
			await().until(() -> this.backend.inFlight() == 2 && app.pending() == 6);
			share(app, 6);
			await().until(() -> this.backend.inFlight() == 6 && app.pending() == 2);
			assertThat(app.snapshot().limit()).isEqualTo(6);
			assertThat(app.snapshot().max()).isEqualTo(50);
			this.backend.open();
			assertAnswered(calls);
			assertThat(this.backend.mostInFlight()).isEqualTo(6);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void shrinkingClosesIdleConnectionsAtOnceAndOthersWhenTheirCallsEnd(Face face) throws Exception {
		try (App app = app("pool.trim-idle=false", "pool.acquire-timeout=20s")) {
			share(app, 6);
			keep(app, face, 6);
			this.backend.shut();
			List<Future<String>> calls = start(app, face, 3);
			await().until(() -> this.backend.inFlight() == 3);
			assertThat(client(app).openConnections()).isEqualTo(6);

			share(app, 2);
			await().until(() -> this.backend.connectionsOpen() == 3 && client(app).openConnections() == 3);
			assertThat(this.backend.inFlight()).isEqualTo(3);
			assertThat(app.snapshot().idle()).isZero();

			this.backend.open();
			assertAnswered(calls);
			await().until(() -> this.backend.connectionsOpen() == 2 && client(app).openConnections() == 2);
			await().until(() -> app.snapshot().idle() == 2);
			assertThat(app.bean(MeterRegistry.class)
				.get("lifeguard.connections.evicted")
				.tag("reason", "LEASE")
				.counter()
				.count()).as("idle ones").isEqualTo(3);
			this.backend.forget();
			this.backend.delay(Duration.ofMillis(20));
			assertThat(Calls.atOnce(6, app.caller(face), this.backend.url())).allMatch(Outcome::succeeded);
			assertThat(this.backend.mostInFlight()).isLessThanOrEqualTo(2);
			assertThat(this.backend.connectionsOpened()).isEqualTo(6);
		}
	}

	/**
	 * A lease that runs out tells nobody.
	 */
	@ParameterizedTest
	@EnumSource
	void idleConnectionsAreClosedThoughNobodySaysThatTheShareHasShrunk(Face face) throws Exception {
		try (App app = app("pool.trim-idle=false")) {
			share(app, 4);
			keep(app, face, 4);
			app.bean(TestShare.OfAll.class).of("orders").set(1);
			await().until(() -> this.backend.connectionsOpen() == 1 && app.snapshot().idle() == 1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void connectionToAnotherRemoteTakesThePlaceOfAnIdleOne(Face face) throws Exception {
		try (Backend other = Backend.start(); App app = app("pool.trim-idle=false")) {
			share(app, 2);
			keep(app, face, 2);
			assertThat(app.caller(face).get(other.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			await().until(() -> this.backend.connectionsOpen() == 1 && other.connectionsOpen() == 1);
			assertThat(client(app).openConnections()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void noMoreConnectionsAreOpenedAtStartThanTheFloor(Face face) throws Exception {
		try (App app = app("base-url=" + this.backend.url(), "fleet.floor=2", "pool.warm-up=5")) {
			await().until(() -> this.backend.connectionsOpen() == 2 && app.snapshot().idle() == 2);
			await().during(Duration.ofMillis(300)).until(() -> this.backend.connectionsOpened() == 2);
			assertThat(app.caller(face).get("/").get(5, TimeUnit.SECONDS)).contains("ok");
			assertThat(this.backend.connectionsOpened()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource
	void operatorDoesNotLiftTheShare(Face face) throws Exception {
		try (App app = app("pool.acquire-timeout=20s")) {
			share(app, 3);
			client(app).resize(80, Duration.ofMinutes(1));
			this.backend.shut();
			List<Future<String>> calls = start(app, face, 5);
			await().until(() -> this.backend.inFlight() == 3 && app.pending() == 2);
			assertThat(app.snapshot().limit()).isEqualTo(3);
			share(app, 80);
			await().until(() -> this.backend.inFlight() == 5);
			assertThat(app.snapshot().limit()).isEqualTo(80);
			this.backend.open();
			assertAnswered(calls);
		}
	}

	/**
	 * With HTTP/2 a permit is a call, and calls share connections.
	 */
	@ParameterizedTest
	@EnumSource
	void streamsAreNoConnections(Face face) throws Exception {
		try (App app = app("protocol=h2c", "pool.acquire-timeout=20s")) {
			share(app, 4);
			assertThat(app.caller(face).get(this.backend.url()).get(5, TimeUnit.SECONDS)).contains("ok");
			this.backend.shut();
			List<Future<String>> calls = start(app, face, 6);
			await().until(() -> this.backend.inFlight() == 4 && app.pending() == 2);
			assertThat(client(app).openConnections()).isEqualTo(this.backend.connectionsOpen()).isLessThanOrEqualTo(4);
			this.backend.open();
			assertAnswered(calls);
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusalSaysThatTheFleetsBudgetIsTheReason(Face face) {
		try (App app = app("pool.max-pending=2")) {
			share(app, 3);
			this.backend.delay(Duration.ofMillis(20));
			List<Outcome> outcomes = Calls.atOnce(20, app.caller(face), this.backend.url());
			PoolExhaustedException failure = outcomes.stream()
				.map(Outcome::exhaustion)
				.filter((refused) -> refused != null)
				.findFirst()
				.orElseThrow();
			assertThat(failure.getDiagnosis().cause()).as(failure.getMessage()).isEqualTo(Cause.FLEET_BUDGET);
			assertThat(failure.getMessage()).contains("\n  limit=3 (max=50) active=")
				.contains(
						"\n  cause=FLEET_BUDGET: the lease is 3 of the 300 connections that the fleet orders may have "
								+ "(9 were asked for, and pool.max-connections is 50); 40 clients have 290 of them and ask for 410")
				.contains("\n  advice: raising max-connections will not help: the fleet asks for more than its backend "
						+ "allows");
			assertThat(failure.getSnapshot().fleet()).isEqualTo(client(app).share().view());
			assertThat(app.bean(MeterRegistry.class)
				.get("lifeguard.connections.exhausted")
				.tag("cause", "FLEET_BUDGET")
				.counters()).isNotEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void learnedLimitIsNotAboveTheShare(Face face) throws Exception {
		try (App app = app("limit.mode=adaptive", "limit.initial=20", "pool.acquire-timeout=20s")) {
			share(app, 3);
			this.backend.shut();
			List<Future<String>> calls = start(app, face, 5);
			await().until(() -> this.backend.inFlight() == 3 && app.pending() == 2);
			assertThat(app.clients().snapshot("orders").limit()).isEqualTo(3);
			assertThat(app.clients().snapshot("orders").fleet().lease()).isEqualTo(3);
			share(app, 10);
			await().until(() -> this.backend.inFlight() == 5);
			this.backend.open();
			assertAnswered(calls);
		}
	}

	@ParameterizedTest
	@EnumSource
	void callIsRefusedThatTheFloorHasNoRoomFor(Face face) {
		try (App app = app("pool.max-pending=0")) {
			this.backend.shut();
			app.caller(face).get(this.backend.url());
			await().until(() -> this.backend.inFlight() == 1);
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> app.caller(face).get(this.backend.url()).get(5, TimeUnit.SECONDS))
				.havingRootCause()
				.withMessageContaining("\n  limit=1 (max=50) active=1 idle=0 connecting=0 pending=0/0 oldest=");
		}
	}

}
