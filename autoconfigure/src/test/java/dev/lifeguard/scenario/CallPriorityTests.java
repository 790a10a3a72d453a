package dev.lifeguard.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Calls;
import dev.lifeguard.testsupport.RetriedFace;
import dev.lifeguard.testsupport.RetriedFace.Sent;
import dev.lifeguard.testsupport.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Where the priority of a call comes from, in every way that a call can be made in.
 */
class CallPriorityTests {

	private final List<Priority> seen = new CopyOnWriteArrayList<>();

	private final List<String> served = new CopyOnWriteArrayList<>();

	private volatile String status = "200 OK";

	private volatile @Nullable App running;

	private final ScriptedServer server = ScriptedServer.start((request) -> {
		App app = this.running;
		if (app != null) {
			// the permit of the attempt before may be on its way back
			holders(app).stream()
				.min(Comparator.comparing(Holder::held))
				.ifPresent((holder) -> this.seen.add(holder.priority()));
		}
		this.served.add(request.head().split(" ")[1]);
		if (request.head().contains("/held")) {
			await().until(() -> this.status.isEmpty());
		}
		request.send("HTTP/1.1 " + (this.status.isEmpty() ? "200 OK" : this.status) + "\r\nContent-Length: 0\r\n\r\n");
	});

	@AfterEach
	void close() throws Exception {
		this.server.close();
	}

	private App app(Class<?>[] sources, String... settings) {
		App app = App.lifeguard(WebApplicationType.NONE, sources, settings);
		this.running = app;
		return app;
	}

	private static List<Holder> holders(App app) {
		return app.bean(ClientRegistry.class).client("orders").holders();
	}

	private Sent get(String path) {
		return Sent.of(HttpMethod.GET, this.server.url() + path);
	}

	private static void call(RetriedFace face, App app, Sent sent) throws Exception {
		face.call(app, sent).get(10, TimeUnit.SECONDS);
	}

	@ParameterizedTest
	@EnumSource
	void callsMatterAsTheClientsDoUnlessTheySayOtherwise(RetriedFace face) throws Exception {
		try (App app = app(face.sources(), "priority=low")) {
			call(face, app, get("/"));
			call(face, app, get("/").attribute(Priority.ATTRIBUTE, Priority.HIGH));
			call(face, app, get("/").attribute(Priority.ATTRIBUTE, "normal"));
			assertThat(this.seen).containsExactly(Priority.LOW, Priority.HIGH, Priority.NORMAL);
		}
	}

	@ParameterizedTest
	@EnumSource
	void allAttemptsOfACallHaveItsPriority(RetriedFace face) throws Exception {
		this.status = "503 Busy";
		try (App app = app(face.sources(), "retry.backoff.base=1ms", "lifeguard.defaults.priority=high")) {
			call(face, app, get("/").attribute(Priority.ATTRIBUTE, "LOW"));
			call(face, app, get("/"));
			assertThat(this.seen).containsExactly(Priority.LOW, Priority.LOW, Priority.LOW, Priority.HIGH,
					Priority.HIGH, Priority.HIGH);
		}
	}

	@ParameterizedTest
	@EnumSource
	void priorityThatIsNoneFailsTheCallAtOnce(RetriedFace face) {
		try (App app = app(face.sources(), "retry.backoff.base=1ms")) {
			double tokens = app.bean(ClientRegistry.class).client("orders").retries().tokens();
			Future<ResponseEntity<String>> call = face.call(app, get("/").attribute(Priority.ATTRIBUTE, "urgent"));
			assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
				.satisfies((failure) -> assertThat(Calls.causes(failure))
					.anySatisfy((cause) -> assertThat(cause).isInstanceOf(IllegalArgumentException.class)
						.hasMessage("the request attribute 'lifeguard.priority' cannot be 'urgent': "
								+ "HIGH, NORMAL and LOW are possible")));
			assertThat(this.server.requests()).isZero();
			Map<String, Long> counters = app.bean(ClientRegistry.class).client("orders").counters();
			assertThat(counters).containsEntry("granted", 0L)
				.allSatisfy((counter, count) -> assertThat(count).as(counter).isZero());
			assertThat(app.bean(ClientRegistry.class).client("orders").retries().tokens()).isEqualTo(tokens);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@EnumSource
	void waitingCallsAreServedByPriority(RetriedFace face) throws Exception {
		try (App app = app(face.sources(), "pool.max-connections=1", "pool.max-pending=9",
				"pool.acquire-timeout=10s")) {
			Future<?> held = face.call(app, get("/held"));
			await().until(() -> this.server.requests() == 1);
			Future<?> low = waiting(face, app, "/low", 1);
			Future<?> normal = waiting(face, app, "/normal", 2);
			Future<?> high = waiting(face, app, "/high", 3);
			this.status = "";
			for (Future<?> call : List.of(held, low, normal, high)) {
				call.get(10, TimeUnit.SECONDS);
			}
			assertThat(this.served).containsExactly("/held", "/high", "/normal", "/low");
		}
	}

	private Future<?> waiting(RetriedFace face, App app, String path, int pending) {
		Future<?> call = face.call(app, get(path).attribute(Priority.ATTRIBUTE, path.substring(1)));
		await().until(() -> app.pending() == pending);
		return call;
	}

	@ParameterizedTest
	@ValueSource(classes = { Blocking.class, Reactive.class })
	void parameterOfAnHttpInterfaceIsThePriority(Class<?> services) {
		try (App app = app(new Class<?>[] { services }, "base-url=" + this.server.url(), "priority=low")) {
			Orders orders = app.bean(Orders.class);
			orders.all(Priority.HIGH);
			orders.all(null);
			orders.named("Normal");
			assertThat(this.seen).containsExactly(Priority.HIGH, Priority.LOW, Priority.NORMAL);
			assertThatThrownBy(() -> orders.named("urgent")).isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("cannot be 'urgent'");
		}
	}

	/**
	 * A service whose group is a client.
	 */
	public interface Orders {

		/**
		 * Get all orders.
		 * @param priority how much it matters, {@code null} for as much as the client's
		 * calls
		 */
		@GetExchange("/")
		void all(@RequestAttribute(name = Priority.ATTRIBUTE, required = false) @Nullable Priority priority);

		/**
		 * Get all orders.
		 * @param priority the name of a priority
		 */
		@GetExchange("/")
		void named(@RequestAttribute(Priority.ATTRIBUTE) String priority);

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Orders.class)
	static class Blocking {

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Orders.class, clientType = ClientType.WEB_CLIENT)
	static class Reactive {

	}

}
