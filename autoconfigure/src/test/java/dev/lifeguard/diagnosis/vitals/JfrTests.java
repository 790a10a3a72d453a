package dev.lifeguard.diagnosis.vitals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.diagnosis.WithoutFlightRecorder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Jfr}: a runtime may have been linked without the flight recorder.
 */
class JfrTests {

	@ParameterizedTest
	@CsvSource({ "java.base,false 1", "'java.base,jdk.jfr',true 1" })
	void poolIsExaminedWithAndWithoutTheFlightRecorder(String modules, String said) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--limit-modules", modules,
						"--class-path", System.getProperty("java.class.path"), WithoutFlightRecorder.class.getName()));
		assertThat(run(command)).isEqualTo(said);
	}

	private static String run(List<String> command) throws IOException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		return new String(process.getInputStream().readAllBytes());
	}

}
