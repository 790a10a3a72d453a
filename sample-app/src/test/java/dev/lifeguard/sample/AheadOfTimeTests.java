package dev.lifeguard.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.lifeguard.actuate.HttpPoolsDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The application with the bean definitions that were generated when it was built, in a
 * JVM of its own; and what it tells a native image of reflection.
 */
class AheadOfTimeTests {

	private static final Path METADATA = Path
		.of("target/classes/META-INF/native-image/dev.lifeguard/lifeguard-sample-app" + "/reachability-metadata.json");

	@Test
	@Timeout(60)
	void clientsAndActuatorWork() throws Exception {
		int port = TestSocketUtils.findAvailableTcpPort();
		Process application = SampleProcess.start(List.of("-Dspring.aot.enabled=true"), "--server.port=" + port,
				"--sample.backend.port=" + TestSocketUtils.findAvailableTcpPort(),
				"--sample.plain-backend.port=" + TestSocketUtils.findAvailableTcpPort(),
				"--lifeguard.clients.orders.pool.max-connections=7");
		try (BufferedReader output = application.inputReader()) {
			assertThat(output.lines().takeWhile((line) -> !line.contains("Started SampleApplication")))
				.anyMatch((line) -> line.contains("Starting AOT-processed SampleApplication"))
				.anyMatch((line) -> line.contains("client 'orders': its own: pool.max-connections=7"));
			Callers callers = new Callers(port);
			assertThat(callers.get("/orders/rest").body()).isEqualTo(AbstractSampleTests.ORDERS);
			assertThat(callers.get("/orders/web").body()).isEqualTo(AbstractSampleTests.ORDERS);
			assertThat(callers.get("/actuator/httppools/orders").body()).contains("\"max\":7");
			assertThat(callers.get("/actuator/health/httpPools").body()).contains("\"orders\"");
			assertThat(callers.get("/actuator/metrics/lifeguard.connections.max?tag=client:orders").body())
				.contains("\"value\":7.0");
			followsThePage(port);
		}
		finally {
			application.destroy();
			assertThat(application.waitFor(20, TimeUnit.SECONDS)).isTrue();
		}
	}

	private static void followsThePage(int port) throws Exception {
		assertThat(new Callers(port).get("/demo/state").body()).contains("\"lifeguardMax\":7");
		try (PageStream page = new PageStream(port)) {
			page.await("numbers", (point) -> point.path("lifeguard").path("max").intValue() == 7);
		}
	}

	@Test
	void whatIsBoundOrShownCanBeReflectedOn() throws IOException {
		Set<String> known = JsonMapper.shared()
			.readTree(Files.readString(METADATA))
			.path("reflection")
			.valueStream()
			.map((entry) -> entry.path("type").asString(""))
			.collect(Collectors.toSet());
		assertThat(known).contains("dev.lifeguard.autoconfigure.properties.LifeguardProperties",
				"dev.lifeguard.autoconfigure.properties.ClientProperties",
				"dev.lifeguard.autoconfigure.properties.PoolProperties",
				"dev.lifeguard.autoconfigure.properties.RetryBudgetProperties",
				"dev.lifeguard.autoconfigure.diagnostics.InvalidSettingFailureAnalyzer");
		Set<String> shown = new HashSet<>();
		collect(HttpPoolsDescriptor.class, shown);
		assertThat(shown).hasSizeGreaterThan(5);
		assertThat(known).containsAll(shown);
		assertThat(known).contains("dev.lifeguard.sample.demo.Points", "dev.lifeguard.sample.demo.Point",
				"dev.lifeguard.sample.demo.SidePoint", "dev.lifeguard.sample.demo.BackendPoint",
				"dev.lifeguard.sample.demo.BatchPoint", "dev.lifeguard.sample.demo.LimitPoint",
				"dev.lifeguard.sample.demo.RetryPoint", "dev.lifeguard.sample.demo.Verdict",
				"dev.lifeguard.sample.fleet.FleetState", "dev.lifeguard.sample.fleet.InstanceState",
				"dev.lifeguard.sample.demo.State", "dev.lifeguard.sample.demo.State$Trouble");
	}

	/**
	 * Collect the records that a type is made of.
	 */
	private static void collect(Type type, Set<String> records) {
		if (type instanceof ParameterizedType generic) {
			Arrays.stream(generic.getActualTypeArguments()).forEach((argument) -> collect(argument, records));
		}
		if (type instanceof Class<?> shown && shown.isRecord() && records.add(shown.getName())) {
			Arrays.stream(shown.getRecordComponents())
				.map(RecordComponent::getGenericType)
				.forEach((component) -> collect(component, records));
		}
	}

}
