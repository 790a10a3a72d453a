package dev.lifeguard.scenario;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.TestShare;
import dev.lifeguard.testsupport.Trouble;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What the Actuator shows of a client, in an application of either kind.
 */
@ExtendWith(OutputCaptureExtension.class)
class ActuatorTests {

	private static final HttpClient BROWSER = HttpClient.newHttpClient();

	private static final JsonMapper JSON = new JsonMapper();

	private final Backend backend = Backend.start();

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void healthIsDegradedWhileCallsAreRefusedAndStaysHttp200(WebApplicationType type) throws Exception {
		try (App app = start(type)) {
			assertThat(json(app, "/actuator/health").at("/components/httpPools/components/orders/status").asString())
				.isEqualTo("UP");
			exhaust(app);
			JsonNode health = json(app, "/actuator/health");
			assertThat(health.at("/status").asString()).isEqualTo("DEGRADED");
			JsonNode orders = health.at("/components/httpPools/components/orders");
			assertThat(orders.at("/status").asString()).isEqualTo("DEGRADED");
			assertThat(orders.at("/details/cause").asString()).isEqualTo("UNKNOWN");
			assertThat(orders.at("/details/active").asInt()).isEqualTo(1);
			assertThat(orders.at("/details/limit").asInt()).isEqualTo(1);
			assertThat(json(app, "/actuator/health/readiness").at("/status").asString()).isEqualTo("UP");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void endpointShowsSettingsSnapshotAndRemotes(WebApplicationType type) throws Exception {
		try (App app = start(type)) {
			exhaust(app);
			JsonNode orders = json(app, "/actuator/httppools").at("/clients/orders");
			assertThat(json(app, "/actuator/httppools/orders").at("/settings")).isEqualTo(orders.at("/settings"));
			assertThat(orders.at("/settings/pool.max-connections/value").asInt()).isEqualTo(1);
			assertThat(orders.at("/settings/pool.max-connections/origin").asString()).isEqualTo("CLIENT");
			assertThat(orders.at("/settings/timeout.call/value").asString()).isEqualTo("30s");
			assertThat(orders.at("/settings/timeout.call/origin").asString()).isEqualTo("BUILT_IN");
			assertThat(orders.at("/settings/timeout.call").propertyNames()).containsExactlyInAnyOrder("value",
					"origin");
			assertThat(orders.at("/settings/pool.max-connections-per-host/origin").asString()).isEqualTo("FOLLOWS");
			assertThat(orders.at("/settings/pool.max-connections-per-host/follows").asString())
				.isEqualTo("pool.max-connections");
			assertThat(orders.at("/snapshot/max").asInt()).isEqualTo(1);
			assertThat(orders.at("/snapshot/active").asInt()).isEqualTo(1);
			JsonNode remote = orders.at("/snapshot/remotes").get("127.0.0.1:" + this.backend.port());
			assertThat(remote.at("/active").asInt()).isEqualTo(1);
			assertThat(orders.toString()).doesNotContain("s3cret");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void shareInTheFleetsBudgetIsShown(WebApplicationType type) throws Exception {
		try (App app = App.lifeguard(type, new Class<?>[] { TestShare.OfAll.class }, TestShare.settings())) {
			JsonNode orders = json(app, "/actuator/httppools/orders");
			assertThat(orders.at("/fleet")).isEqualTo(JSON.readTree("""
					{"group": "orders", "state": "LEASED", "lease": 1, "wanted": 9, "floor": 1, "budget": 300,
					 "members": 40, "granted": 290, "wantedByAll": 410}
					"""));
			assertThat(orders.at("/snapshot/fleet")).isEqualTo(orders.at("/fleet"));
			assertThat(orders.at("/snapshot/limit").asInt()).isOne();
			assertThat(orders.at("/settings/fleet.replicas/value").asInt()).isEqualTo(40);
			JsonNode health = json(app, "/actuator/health").at("/components/httpPools/components/orders/details");
			assertThat(health.at("/fleet")).isEqualTo(orders.at("/fleet"));
		}
		try (App app = start(type)) {
			assertThat(json(app, "/actuator/httppools/orders").has("fleet")).isFalse();
			assertThat(json(app, "/actuator/health").at("/components/httpPools/components/orders/details").has("fleet"))
				.isFalse();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void endpointRepeatsTheAdviceOfTheStart(WebApplicationType type) throws Exception {
		try (App app = App.lifeguard(type, new Class<?>[0], "retry.methods=GET,POST")) {
			JsonNode advice = json(app, "/actuator/httppools/orders").at("/advice");
			assertThat(advice.size()).isOne();
			assertThat(advice.get(0).asString())
				.startsWith("the backend may process a request twice: retry.methods contains POST");
		}
		try (App app = start(type)) {
			assertThat(json(app, "/actuator/httppools/orders").at("/advice").isEmpty()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void unknownClientIsNotFoundAndTheNamesAreGiven(WebApplicationType type) throws Exception {
		try (App app = start(type)) {
			HttpResponse<String> response = get(app, "/actuator/httppools/order");
			assertThat(response.statusCode()).isEqualTo(404);
			assertThat(response.body()).contains("\"clients\":[\"orders\"]");
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void gaugesAreLive(WebApplicationType type) throws Exception {
		try (App app = start(type)) {
			assertThat(connections(app, "active")).isZero();
			this.backend.shut();
			Future<String> holder = app.caller(Face.REST_CLIENT).get("/");
			await().until(() -> this.backend.inFlight() == 1);
			Future<String> waiting = app.caller(Face.WEB_CLIENT).get("/");
			assertThat(connections(app, "active")).isEqualTo(1);
			assertThat(connections(app, "pending")).isEqualTo(1);
			assertThat(app.bean(MeterRegistry.class)
				.get("lifeguard.connections.max")
				.tag("client", "orders")
				.gauge()
				.value()).isEqualTo(1);
			this.backend.open();
			holder.get(5, TimeUnit.SECONDS);
			waiting.get(5, TimeUnit.SECONDS);
			await().untilAsserted(() -> assertThat(connections(app, "idle")).isEqualTo(1));
			assertThat(connections(app, "active")).isZero();
			assertThat(app.bean(MeterRegistry.class).get("lifeguard.connections.acquire").timer().count()).isEqualTo(2);
			assertThat(app.bean(MeterRegistry.class).get("lifeguard.connections.usage").timer().count()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void idleConnectionsAreClosedOnDemand(WebApplicationType type) throws Exception {
		try (App app = start(type)) {
			app.caller(Face.REST_CLIENT).get("/").get(5, TimeUnit.SECONDS);
			await().until(() -> app.snapshot().idle() == 1);
			HttpResponse<String> answer = delete(app, "/actuator/httppools/orders/idle");
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.body()).isEqualTo("{\"closed\":1}");
			await().until(() -> app.snapshot().idle() == 0 && this.backend.connectionsOpen() == 0);
			assertThat(delete(app, "/actuator/httppools/order/idle").statusCode()).isEqualTo(404);
			assertThat(delete(app, "/actuator/httppools/orders/active").statusCode()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void boundIsChangedForATimeUnderLoad(WebApplicationType type, CapturedOutput output) throws Exception {
		try (App app = App.lifeguard(type, new Class<?>[] { Audited.class }, "base-url=" + this.backend.url(),
				"pool.max-connections=1", "pool.max-pending=50", "pool.acquire-timeout=10s")) {
			this.backend.delay(Duration.ofMillis(50));
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < 20; call++) {
				calls.add(app.caller(Face.REST_CLIENT).get("/"));
				calls.add(app.caller(Face.WEB_CLIENT).get("/"));
				if (calls.size() == 20) {
					assertThat(post(app, "{\"maxConnections\":8,\"for\":\"2s\"}").statusCode()).isEqualTo(200);
					assertThat(app.snapshot().limit()).isEqualTo(8);
				}
			}
			for (Future<String> call : calls) {
				assertThat(call.get(10, TimeUnit.SECONDS)).contains("ok");
			}
			assertThat(this.backend.mostInFlight()).isBetween(2, 8);
			await().atMost(Duration.ofSeconds(5)).until(() -> app.snapshot().limit() == 1);
			assertThat(output).contains("client 'orders': at most 8 connections for 2s, then 1 again")
				.contains("client 'orders': at most 1 connections again");
			assertThat(app.bean(Audited.class).events).singleElement().satisfies((event) -> {
				assertThat(event.getType()).isEqualTo("HTTP_POOL_RESIZED");
				assertThat(event.getData()).containsEntry("maxConnections", 8);
			});
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void boundThatMakesNoSenseIsRefusedWithTheReason(WebApplicationType type) throws Exception {
		try (App app = start(type)) {
			for (String body : List.of("{\"maxConnections\":0}", "{\"maxConnections\":\"many\"}", "{\"for\":\"10m\"}",
					"{\"maxConnections\":1000000}")) {
				assertThat(post(app, body)).satisfies((answer) -> assertThat(answer.statusCode()).isEqualTo(400))
					.satisfies((answer) -> assertThat(answer.body()).contains("write a number from 1 to 10000"));
			}
			for (String time : List.of("0s", "25h", "soon", "-1s")) {
				HttpResponse<String> answer = post(app, "{\"maxConnections\":5,\"for\":\"" + time + "\"}");
				assertThat(answer.statusCode()).isEqualTo(400);
				assertThat(answer.body()).contains("for is " + time + ": write how long");
			}
			assertThat(app.snapshot().limit()).isOne();
		}
	}

	private static HttpResponse<String> post(App app, String body) throws Exception {
		return BROWSER.send(HttpRequest.newBuilder(URI.create(app.url() + "/actuator/httppools/orders"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void endpointTellsTheStoryOfAnExhaustion(WebApplicationType type) throws Exception {
		try (App app = App.lifeguard(type, new Class<?>[0], Trouble.settings());
				Trouble trouble = Trouble.of(Cause.SLOW_BACKEND)) {
			trouble.begin(app, Face.WEB_CLIENT, Trouble.PLACES);
			trouble.refusal(app, Face.WEB_CLIENT);
			JsonNode orders = json(app, "/actuator/httppools/orders");
			assertThat(orders.at("/holders/0/phase").asString()).isEqualTo("FIRST_BYTE");
			assertThat(orders.at("/holders/0/request").asString()).isEqualTo("GET /");
			assertThat(orders.at("/counters/granted").asInt()).isEqualTo(20 + Trouble.PLACES);
			assertThat(orders.at("/counters").toString()).contains("refused.");
			assertThat(orders.at("/lastEpisode/over").asBoolean()).isFalse();
			assertThat(orders.at("/lastEpisode/refused").asInt()).isPositive();
			assertThat(orders.at("/lastEpisode/recorder").size()).isGreaterThanOrEqualTo(20);
			assertThat(orders.at("/lastEpisode/recorder").findValuesAsString("what")).contains("ENDED");
			assertThat(orders.at("/sizeAdvice/words").asString()).isNotEmpty();
			assertThat(orders.at("/leaks").isEmpty()).isTrue();
			assertThat(json(app, "/actuator/httppools").at("/clients/orders/lastEpisode/recorder").isEmpty()).isTrue();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void healthIsUpAgainTenSecondsAfterTheLastRefusal(WebApplicationType type, CapturedOutput output) throws Exception {
		try (App app = start(type)) {
			exhaust(app);
			assertThat(json(app, "/actuator/health").at("/status").asString()).isEqualTo("DEGRADED");
			await().atMost(Duration.ofSeconds(20))
				.until(() -> json(app, "/actuator/health").at("/status").asString().equals("UP"));
			// the line is written by a thread of its own
			await().untilAsserted(() -> assertThat(output)
				.containsOnlyOnce("client 'orders': calls are refused, the pool is exhausted")
				.containsOnlyOnce("client 'orders': calls are no longer refused: the episode lasted "));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void openLeaksAreShownWithTheirStack(WebApplicationType type) throws Exception {
		try (App app = App.lifeguard(type, new Class<?>[0], "base-url=" + this.backend.url(), "leak.capture=always",
				"leak.action=report", "leak.threshold=300ms"); Trouble trouble = Trouble.of(Cause.LEAK)) {
			trouble.begin(app, Face.REST_CLIENT, 1);
			await().until(() -> !json(app, "/actuator/httppools/orders").at("/leaks").isEmpty());
			JsonNode leak = json(app, "/actuator/httppools/orders").at("/leaks/0");
			assertThat(leak.at("/request").asString()).isEqualTo("GET /bytes/4MB");
			assertThat(leak.at("/calledFrom/0").asString()).contains("LeakKind");
		}
	}

	private static HttpResponse<String> delete(App app, String path) throws Exception {
		return BROWSER.send(HttpRequest.newBuilder(URI.create(app.url() + path)).DELETE().build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static double connections(App app, String state) {
		return app.bean(MeterRegistry.class)
			.get("lifeguard.connections")
			.tags("client", "orders", "state", state)
			.gauge()
			.value();
	}

	private App start(WebApplicationType type) {
		return App.lifeguard(type, new Class<?>[0], "base-url=" + this.backend.url(), "pool.max-connections=1",
				"default-headers.Authorization=s3cret", "pool.acquire-timeout=3s");
	}

	private void exhaust(App app) throws InterruptedException {
		this.backend.shut();
		app.caller(Face.WEB_CLIENT).get("/");
		await().until(() -> this.backend.inFlight() == 1);
		app.caller(Face.WEB_CLIENT).get("/");
		Future<String> refused = app.caller(Face.WEB_CLIENT).get("/");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> refused.get(5, TimeUnit.SECONDS))
			.withMessageContaining("QUEUE_FULL");
	}

	private static JsonNode json(App app, String path) throws Exception {
		HttpResponse<String> response = get(app, path);
		assertThat(response.statusCode()).isEqualTo(200);
		return JSON.readTree(response.body());
	}

	private static HttpResponse<String> get(App app, String path) throws Exception {
		return BROWSER.send(HttpRequest.newBuilder(URI.create(app.url() + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	static class Audited {

		private final List<AuditEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void changed(AuditApplicationEvent event) {
			this.events.add(event.getAuditEvent());
		}

	}

}
