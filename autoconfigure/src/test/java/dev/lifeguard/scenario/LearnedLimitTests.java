package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.BothFaces;
import dev.lifeguard.testsupport.BoundedBackend;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LongRun;
import dev.lifeguard.testsupport.OpenLoop;
import org.junit.jupiter.api.Test;

import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls to a backend that takes ten times as long for a while: four workers, then 17
 * answers per second for 100 calls, whose callers wait for one second. The bound of
 * connections is the built-in one.
 */
@Alone
@LongRun
class LearnedLimitTests {

	private static final int PER_SECOND = 100;

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private static final Duration SERVICE = Duration.ofMillis(24);

	/** Long enough to learn what is usual, or for a client that does not learn. */
	private static final Duration LEARNED = Duration.ofSeconds(14);

	private static final Duration AT_ONCE = Duration.ofSeconds(2);

	private static final Duration SLOW = Duration.ofSeconds(8);

	@Test
	void learnedLimitServesWhatASlowBackendCanDo() {
		BothFaces.sideBySide(() -> App.lifeguard("timeout.response=1s", "timeout.call=1s", "limit.mode=adaptive"),
				(face, app) -> {
					Seen seen = load(face, app, LEARNED);
					assertThat(seen.slow()).as("%s, slow", face).isGreaterThan(9);
					assertThat(seen.after()).as("%s, after", face).isGreaterThan(90);
				});
	}

	@Test
	void fiftyConnectionsFillItsQueueWithWorkThatNobodyWaitsFor() {
		BothFaces.sideBySide(() -> App.lifeguard("timeout.response=1s", "timeout.call=1s"),
				(face, app) -> assertThat(load(face, app, AT_ONCE).slow()).as("%s, slow", face).isLessThan(6));
	}

	@Control
	@Test
	void soDoesAPlainClient() {
		BothFaces.sideBySide(() -> App.plain("spring.http.clients.read-timeout=1s"),
				(face, app) -> assertThat(load(face, app, AT_ONCE).slow()).as("%s, slow", face).isLessThan(6));
	}

	private static Seen load(Face face, App app, Duration slowFrom) {
		try (BoundedBackend backend = BoundedBackend.start(4, SERVICE, Duration.ofDays(1))) {
			Duration slowTo = slowFrom.plus(SLOW);
			OpenLoop load = new OpenLoop(PER_SECOND, slowTo.plusSeconds(3), PATIENCE);
			ScheduledExecutorService events = Executors.newSingleThreadScheduledExecutor();
			events.schedule(() -> backend.serviceTime(SERVICE.multipliedBy(10)), slowFrom.toMillis(),
					TimeUnit.MILLISECONDS);
			events.schedule(() -> backend.serviceTime(SERVICE), slowTo.toMillis(), TimeUnit.MILLISECONDS);
			load.run(caller(face, app, backend.url() + "?started={started}"));
			events.shutdownNow();
			Seen seen = Seen.of(load, slowFrom, slowTo);
			System.getLogger(LearnedLimitTests.class.getName())
				.log(System.Logger.Level.INFO, () -> "%s: good per second: %s".formatted(face, seen));
			return seen;
		}
	}

	private static Consumer<OpenLoop.Call> caller(Face face, App app, String uri) {
		if (face == Face.WEB_CLIENT) {
			return (call) -> app.webClient()
				.get()
				.uri(uri, call.startNanos())
				.retrieve()
				.bodyToMono(String.class)
				.subscribe((body) -> call.answered(), (failure) -> {
				});
		}
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(null, task, "caller", 256 * 1024);
			thread.setDaemon(true);
			return thread;
		});
		return (call) -> threads.execute(() -> {
			try {
				app.restClient().get().uri(uri, call.startNanos()).retrieve().body(String.class);
				call.answered();
			}
			catch (RestClientException ex) {
				// it counts as not answered
			}
		});
	}

	/**
	 * Calls per second that were answered in time.
	 *
	 * @param slow while the backend was slow, but for the last second, whose callers may
	 * be served when it is over
	 * @param after from a second after that on
	 */
	private record Seen(double slow, double after) {

		static Seen of(OpenLoop load, Duration slowFrom, Duration slowTo) {
			return new Seen(perSecond(load, slowFrom, slowTo.minusSeconds(1)),
					perSecond(load, slowTo.plusSeconds(1), slowTo.plusSeconds(3)));
		}

		private static double perSecond(OpenLoop load, Duration from, Duration to) {
			return load.good(from, to) / (double) to.minus(from).toSeconds();
		}

	}

}
