package dev.lifeguard.scenario;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.NoFilesLeft;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A process that may open no more files.
 */
@EnabledOnOs(OS.LINUX)
class TooManyOpenFilesTests {

	@ParameterizedTest
	@EnumSource
	void shortageIsNamedAndTheBackendIsNotBlamed(Face face) throws Exception {
		try (Backend known = Backend.start(); Backend unknown = Backend.start()) {
			List<String> said = said(face, known.url(), unknown.url());
			String remote = unknown.url().substring(7);
			assertThat(said).anySatisfy((line) -> assertThat(line).startsWith("java.net.ConnectException: "
					+ "client=orders remote=" + remote + ": no connection could be opened, because this process has "
					+ "too many open files (ulimit -n): "));
			assertThat(said).noneMatch((line) -> line.contains("malformed")).contains("then: {\"ok\":true}");
		}
	}

	private static List<String> said(Face face, String known, String unknown) throws IOException {
		String java = ProcessHandle.current().info().command().orElse("java");
		Process process = new ProcessBuilder("bash", "-c", "ulimit -n 400; exec \"$0\" \"$@\"", java, "-Xmx256m",
				"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
				NoFilesLeft.class.getName(), face.name(), known, unknown)
			.redirectErrorStream(true)
			.start();
		try (BufferedReader output = process.inputReader()) {
			process.onExit().completeOnTimeout(process, 120, TimeUnit.SECONDS).thenAccept(Process::destroyForcibly);
			return output.lines().toList();
		}
	}

}
