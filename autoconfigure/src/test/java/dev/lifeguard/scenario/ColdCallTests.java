package dev.lifeguard.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.ColdCaller;
import dev.lifeguard.testsupport.Face;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a fresh JVM has loaded before its first call.
 */
class ColdCallTests {

	private static final String[] NEEDED = { "dev.lifeguard.client.blocking.LeasedResponse",
			"dev.lifeguard.client.reactive.LeasedResponse", "dev.lifeguard.diagnosis.symptom.Finding",
			"dev.lifeguard.web.ClientFailureAdvice", "io.netty.handler.codec.http.HttpResponseDecoder" };

	@ParameterizedTest
	@EnumSource
	void firstCallAndFirstRefusalLoadNextToNothing(Face face) throws Exception {
		try (Backend backend = Backend.start()) {
			int[] cold = loaded(run(List.of(), face, backend.url(), "lifeguard.preload=false"));
			int[] preloaded = loaded(run(List.of(), face, backend.url(), "lifeguard.preload=true"));
			assertThat(cold[0]).isGreaterThan(500);
			assertThat(cold[1]).isGreaterThan(20);
			assertThat(preloaded[0]).isLessThan(cold[0] / 10);
			assertThat(preloaded[1]).isLessThan(cold[1] / 4);
			assertThat(backend.requests()).isEqualTo(2);
		}
	}

	private static int[] loaded(List<String> output) {
		assertThat(output).filteredOn((line) -> line.startsWith("loaded "))
			.as(() -> String.join("\n", output))
			.hasSize(1);
		return output.stream()
			.filter((line) -> line.startsWith("loaded "))
			.flatMap((line) -> Stream.of(line.split(" ")).skip(1))
			.mapToInt(Integer::parseInt)
			.toArray();
	}

	/**
	 * The JVM ends before the application is ready, so that a class must have been loaded
	 * before.
	 */
	@Test
	void trainingRunLoadsWhatTheFirstCallNeeds() throws Exception {
		try (Backend backend = Backend.start()) {
			assertThat(trainingRun(backend, true)).contains(NEEDED).noneMatch((line) -> line.startsWith("loaded"));
			assertThat(trainingRun(backend, false)).isNotEmpty().doesNotContain(NEEDED);
			assertThat(backend.connectionsOpened()).isZero();
		}
	}

	private static List<String> trainingRun(Backend backend, boolean preload) throws Exception {
		List<String> output = run(List.of("-Dspring.context.exit=onRefresh", "-Xlog:class+load:stdout"),
				Face.REST_CLIENT, backend.url(), "lifeguard.preload=" + preload);
		return output.stream().map((line) -> line.replaceFirst("^.*\\[class,load\\] (\\S+) .*$", "$1")).toList();
	}

	private static List<String> run(List<String> options, Face face, String url, String property) throws IOException {
		List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), ColdCaller.class.getName(), face.name(),
				url, property));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		try (BufferedReader output = process.inputReader()) {
			process.onExit().completeOnTimeout(process, 120, TimeUnit.SECONDS).thenAccept(Process::destroyForcibly);
			return output.lines().toList();
		}
	}

}
