package dev.lifeguard.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Control;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A thousand virtual threads on five connections.
 */
@Alone
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "needs virtual threads")
class VirtualThreadsTests {

	private static final Duration ACQUIRE_TIMEOUT = Duration.ofMillis(300);

	private final Backend backend = Backend.start();

	@TempDir
	private Path directory;

	@AfterEach
	void stopBackend() {
		this.backend.close();
	}

	@Test
	void nobodyWaitsLongerThanAllowedAndNoCarrierIsPinned() throws Exception {
		try (App app = App.lifeguard("pool.max-connections=5", "pool.max-pending=2000", "pool.acquire-timeout=300ms");
				Recording recording = new Recording()) {
			app.restClient().get().uri(this.backend.url()).retrieve().body(String.class);
			recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO);
			recording.start();
			List<Duration> waits = waitsOfThousand(app.restClient());
			recording.stop();
			assertThat(waits).filteredOn((wait) -> wait.compareTo(ACQUIRE_TIMEOUT) >= 0).isNotEmpty();
			assertThat(pinnedByUs(recording)).isEmpty();
			assertThat(this.backend.mostInFlight()).isEqualTo(5);
		}
	}

	@Control
	@Test
	void somebodyWaitsLongerWithPlainClient() throws Exception {
		try (App app = App.bounded(5)) {
			app.restClient().get().uri(this.backend.url()).retrieve().body(String.class);
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> waitsOfThousand(app.restClient()));
		}
	}

	private List<Duration> waitsOfThousand(RestClient client) throws Exception {
		this.backend.delay(Duration.ofMillis(20));
		try (Threads threads = new Threads()) {
			List<Future<Duration>> calls = IntStream.range(0, 1000)
				.mapToObj((index) -> threads.executor.submit(() -> call(client)))
				.toList();
			List<Duration> waits = new ArrayList<>();
			for (Future<Duration> call : calls) {
				waits.add(call.get());
			}
			assertThat(waits).allMatch((wait) -> wait.compareTo(ACQUIRE_TIMEOUT.plusMillis(300)) < 0);
			return waits;
		}
	}

	/**
	 * Make a call and return how long it took, which bounds how long it waited.
	 */
	private Duration call(RestClient client) {
		long start = System.nanoTime();
		try {
			client.get().uri(this.backend.url()).retrieve().body(String.class);
		}
		catch (ResourceAccessException ex) {
			assertThat(ex).hasCauseInstanceOf(PoolExhaustedException.class);
			Duration waited = ((PoolExhaustedException) ex.getCause()).getWaited();
			assertThat(waited).isLessThan(ACQUIRE_TIMEOUT.plusMillis(100));
		}
		return Duration.ofNanos(System.nanoTime() - start);
	}

	private List<RecordedEvent> pinnedByUs(Recording recording) throws Exception {
		Path file = this.directory.resolve("pinned.jfr");
		recording.dump(file);
		assertThat(Files.size(file)).isPositive();
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((event) -> event.getStackTrace() != null && event.getStackTrace()
				.getFrames()
				.stream()
				.anyMatch((frame) -> frame.getMethod().getType().getName().startsWith("dev.lifeguard.client")
						|| frame.getMethod().getType().getName().startsWith("dev.lifeguard.lease")))
			.toList();
	}

	/**
	 * Virtual threads, which the oldest JDK that compiles this does not know.
	 */
	private static final class Threads implements AutoCloseable {

		private final ExecutorService executor;

		Threads() throws ReflectiveOperationException {
			this.executor = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
		}

		@Override
		public void close() {
			this.executor.shutdown();
		}

	}

}
