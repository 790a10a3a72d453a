package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.CarriedTenant;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import dev.lifeguard.testsupport.Tenant;
import dev.lifeguard.testsupport.TenantHooks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Hooks;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What belongs to a caller is still the caller's after a wait for a place and after a
 * retry: on its own thread, on a virtual one, and where the call continues elsewhere.
 */
@ExtendWith(CarriedTenant.class)
class ContextPropagationTests {

	private static final int CALLERS = 8;

	private static final Pattern TENANT = Pattern.compile(TenantHooks.HEADER + ": (\\S+)", Pattern.CASE_INSENSITIVE);

	private final Map<String, Integer> requests = new ConcurrentHashMap<>();

	/** Holds the first request until it is released, and fails the first of each. */
	private final ScriptedServer server = ScriptedServer.start((exchange) -> {
		Matcher tenant = TENANT.matcher(exchange.head());
		String name = tenant.find() ? tenant.group(1) : "nobody";
		boolean fails = this.requests.merge(name, 1, Integer::sum) == 1 && exchange.head().startsWith("GET /retried");
		exchange.hold()
			.send("HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(fails ? "503 No" : "200 OK", name.length(),
					name));
	});

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Test
	void threadIsTheCallersOwn() throws Exception {
		try (App app = app("lifeguard.block-on-event-loop=fail")) {
			assertAllAttemptsAreTheirCallers(app, blocking(app, "/retried"));
		}
	}

	@Test
	@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "needs virtual threads")
	void virtualThreadIsTheCallersOwn() throws Exception {
		try (App app = app("spring.threads.virtual.enabled=true")) {
			assertThat(app.bean(AsyncTaskExecutor.class).submit(() -> Thread.currentThread().toString()).get())
				.startsWith("VirtualThread");
			assertAllAttemptsAreTheirCallers(app, blocking(app, "/retried"));
		}
	}

	@Test
	void reactorContextIsTheCallers() throws Exception {
		try (App app = app("spring.reactor.context-propagation=limited")) {
			List<String> tenants = tenantsOfAll(app, reactive(app, "/retried"));
			assertThat(tenants).containsExactlyElementsOf(expected());
			assertThat(this.requests).hasSize(CALLERS).allSatisfy((tenant, times) -> assertThat(times).isEqualTo(2));
		}
	}

	@Test
	void threadLocalsFollowWhereTheCallGoesOn() throws Exception {
		try (App app = app("spring.reactor.context-propagation=auto")) {
			assertAllAttemptsAreTheirCallers(app, reactive(app, "/retried"));
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource
	void plainClientWaitsWithItsCallersContextToo(Face face) throws Exception {
		try (App app = App.bounded(1, TenantHooks.class, TaskExecutionAutoConfiguration.class)) {
			Hooks.enableAutomaticContextPropagation();
			IntFunction<Callable<String>> calls = (face == Face.REST_CLIENT) ? blocking(app, "/once")
					: reactive(app, "/once");
			assertThat(tenantsOfAll(app, calls)).containsExactlyElementsOf(expected());
		}
	}

	private void assertAllAttemptsAreTheirCallers(App app, IntFunction<Callable<String>> calls) throws Exception {
		assertThat(tenantsOfAll(app, calls)).containsExactlyElementsOf(expected());
		assertThat(this.requests).hasSize(CALLERS).allSatisfy((tenant, times) -> assertThat(times).isEqualTo(2));
		Stream<String> twice = IntStream.range(0, 2 * CALLERS).mapToObj((index) -> "t" + index / 2);
		List<String> tenants = twice.toList();
		assertThat(app.bean(TenantHooks.class).noted()).containsExactlyInAnyOrderElementsOf(
				Stream.concat(tenants.stream().map("before "::concat), tenants.stream().map("after "::concat))
					.toList());
	}

	/**
	 * Make the calls at once on one place, and return for whom each was made at its end,
	 * and what its caller's thread has then.
	 */
	private List<String> tenantsOfAll(App app, IntFunction<Callable<String>> calls) throws Exception {
		AsyncTaskExecutor threads = app.bean(AsyncTaskExecutor.class);
		List<Future<String>> started = IntStream.range(0, CALLERS)
			.mapToObj((index) -> threads.submit(() -> Tenant.callAs("t" + index, calls.apply(index))))
			.toList();
		await().until(() -> this.server.requests() > 0 && app.pending() == CALLERS - 1);
		this.server.release();
		List<String> tenants = new CopyOnWriteArrayList<>();
		for (Future<String> call : started) {
			tenants.add(call.get(10, TimeUnit.SECONDS));
		}
		return tenants;
	}

	private static List<String> expected() {
		return IntStream.range(0, CALLERS).mapToObj((index) -> "t%1$d t%1$d".formatted(index)).toList();
	}

	private IntFunction<Callable<String>> blocking(App app, String path) {
		return (index) -> () -> app.restClient().get().uri(this.server.url() + path).retrieve().body(String.class) + " "
				+ Tenant.current();
	}

	private IntFunction<Callable<String>> reactive(App app, String path) {
		WebClient client = app.webClient();
		return (index) -> () -> client.get()
			.uri(this.server.url() + path)
			.retrieve()
			.bodyToMono(String.class)
			.<String>handle((body, sink) -> sink.next(body + " " + Tenant.current()))
			.contextCapture()
			.block();
	}

	private static App app(String setting) {
		return App.lifeguard(WebApplicationType.NONE,
				new Class<?>[] { TenantHooks.class, TaskExecutionAutoConfiguration.class }, "pool.max-connections=1",
				"pool.max-pending=" + CALLERS, "pool.acquire-timeout=10s", "retry.backoff.base=1ms",
				"retry.budget.min-per-second=100", setting);
	}

}
