package dev.lifeguard.diagnosis.vitals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link JfrLease}.
 */
class JfrLeaseTests {

	private static final String NAME = "dev.lifeguard.Lease";

	private static final Duration FIRST_BYTE = Duration.ofMillis(20);

	@TempDir
	private Path folder;

	private final Traffic traffic = new Traffic(1);

	@Test
	void eventSaysHowLongTheCallWaitedAndHowItEnded() throws IOException {
		Lease held = this.traffic.ask();
		Lease waiting = this.traffic.ask();
		this.traffic.clock().advance(Duration.ofMillis(5));
		this.traffic.end(held, FIRST_BYTE);
		this.traffic.clock().advance(Duration.ofMillis(7));
		this.traffic.end(waiting, FIRST_BYTE);
		assertThat(recorded(waiting, true)).singleElement().satisfies((event) -> {
			assertThat(event.getString("remote")).isEqualTo("backend:80");
			assertThat(event.getDuration("waited")).isEqualTo(Duration.ofMillis(25));
			assertThat(event.getDuration("held")).isEqualTo(Duration.ofMillis(27));
			assertThat(event.getDuration("firstByte")).isEqualTo(FIRST_BYTE);
			assertThat(event.getString("outcome")).isEqualTo("ANSWERED 200");
			assertThat(event.getString("request")).isEqualTo("?");
		});
	}

	@Test
	void requestIsNamedWithoutItsSecrets() throws IOException {
		ManualNanoClock clock = new ManualNanoClock();
		try (ManagedClient client = TestClients.create(clock, new ManualTimer(clock))) {
			Call call = client.call("GET", URI.create("http://user:secret@a/orders/secret?key=secret"), null, null);
			call.uriTemplate("http://user:secret@a/orders/{id}?key=secret");
			TestConnect.of(call).cancel();
			assertThat(recorded(call.lease(), true)).singleElement().satisfies((event) -> {
				assertThat(event.getString("request")).isEqualTo("GET /orders/{id}");
				assertThat(event.getString("outcome")).isEqualTo("CANCELLED");
				assertThat(event.toString()).doesNotContain("secret");
			});
		}
	}

	@Test
	void nothingIsRecordedUnlessItIsWanted() throws IOException {
		Lease lease = this.traffic.ask();
		this.traffic.end(lease, FIRST_BYTE);
		assertThat(recorded(lease, false)).isEmpty();
	}

	private List<RecordedEvent> recorded(Lease lease, boolean wanted) throws IOException {
		String client = getClass().getName();
		Path file = this.folder.resolve("recording.jfr");
		try (Recording recording = new Recording()) {
			if (wanted) {
				recording.enable(NAME);
			}
			else {
				recording.disable(NAME);
			}
			recording.start();
			JfrLease.ended(client, lease);
			recording.stop();
			recording.dump(file);
		}
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((event) -> event.getEventType().getName().equals(NAME) && event.getString("client").equals(client))
			.toList();
	}

}
