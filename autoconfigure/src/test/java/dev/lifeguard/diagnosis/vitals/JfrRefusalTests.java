package dev.lifeguard.diagnosis.vitals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link JfrRefusal}.
 */
class JfrRefusalTests {

	private static final String NAME = "dev.lifeguard.Refusal";

	private static final PoolExhaustedException FAILURE = new PoolExhaustedException(JfrRefusalTests.class.getName(),
			"a:80", Reason.QUEUE_FULL, Duration.ofMillis(1200),
			new PoolSnapshot(8, 8, 7, 0, 1, 3, 16, Duration.ofMillis(2500), Map.of(), false, null),
			new Diagnosis(Cause.LEAK, "8 of 8 leak", "close them", 1));

	@TempDir
	private Path folder;

	@Test
	void eventSaysWhyTheCallGotNoPermit() throws IOException {
		assertThat(recorded(true)).singleElement().satisfies((event) -> {
			assertThat(event.getString("remote")).isEqualTo("a:80");
			assertThat(event.getString("reason")).isEqualTo("QUEUE_FULL");
			assertThat(event.getString("cause")).isEqualTo("LEAK");
			assertThat(event.getString("evidence")).isEqualTo("8 of 8 leak");
			assertThat(event.getDuration("waited")).isEqualTo(Duration.ofMillis(1200));
		});
	}

	/**
	 * Calls are refused by the thousand.
	 */
	@Test
	void eventHasNoStackTrace() throws IOException {
		assertThat(recorded(true)).singleElement().satisfies((event) -> assertThat(event.getStackTrace()).isNull());
	}

	@Test
	void nothingIsRecordedUnlessItIsWanted() throws IOException {
		assertThat(recorded(false)).isEmpty();
	}

	private List<RecordedEvent> recorded(boolean wanted) throws IOException {
		Path file = this.folder.resolve("recording.jfr");
		try (Recording recording = new Recording()) {
			if (wanted) {
				recording.enable(NAME);
			}
			else {
				recording.disable(NAME);
			}
			recording.start();
			JfrRefusal.refused(FAILURE);
			recording.stop();
			recording.dump(file);
		}
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((event) -> event.getEventType().getName().equals(NAME)
					&& event.getString("client").equals(FAILURE.getClient()))
			.toList();
	}

}
