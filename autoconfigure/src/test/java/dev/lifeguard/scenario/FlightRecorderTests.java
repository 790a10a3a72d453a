package dev.lifeguard.scenario;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.Trouble;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a recording of the JDK's flight recorder has.
 */
class FlightRecorderTests {

	@ParameterizedTest
	@EnumSource
	void leasesAndRefusalsAreRecorded(Face face, @TempDir Path folder) throws Exception {
		Path file = folder.resolve("recording.jfr");
		try (Recording recording = new Recording();
				App app = App.lifeguard(Trouble.settings());
				Backend backend = Backend.start();
				Trouble trouble = Trouble.of(Cause.SLOW_BACKEND)) {
			recording.start();
			app.caller(face).get(backend.url() + "/orders?secret=s3cret").get(5, TimeUnit.SECONDS);
			trouble.begin(app, face, Trouble.PLACES);
			trouble.refusal(app, face);
			recording.stop();
			recording.dump(file);
		}
		List<RecordedEvent> events = RecordingFile.readAllEvents(file);
		assertThat(events).filteredOn((event) -> event.getEventType().getName().equals("dev.lifeguard.Lease"))
			.hasSize(21)
			.allSatisfy((event) -> assertThat(event.getString("client")).isEqualTo("orders"))
			.anySatisfy((event) -> assertThat(event.getString("request")).isEqualTo("GET /orders"))
			.allSatisfy((event) -> assertThat(event.toString()).doesNotContain("s3cret"));
		assertThat(events).filteredOn((event) -> event.getEventType().getName().equals("dev.lifeguard.Refusal"))
			.isNotEmpty()
			.allSatisfy((event) -> assertThat(event.getString("cause")).isEqualTo("SLOW_BACKEND"));
	}

}
