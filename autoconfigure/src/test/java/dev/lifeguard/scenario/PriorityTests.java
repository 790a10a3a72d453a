package dev.lifeguard.scenario;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.Alone;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Batch;
import dev.lifeguard.testsupport.BothFaces;
import dev.lifeguard.testsupport.BoundedBackend;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.LongRun;
import dev.lifeguard.testsupport.OpenLoop;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch job beside users, through one client: the users take half of what the backend
 * can do, 167 calls per second, and the job would take ten times as much as there are
 * connections. There are one and a half times as many of these as the backend has
 * workers.
 */
@Alone
@LongRun
class PriorityTests {

	private static final int WORKERS = 4;

	private static final Duration SERVICE = Duration.ofMillis(24);

	private static final double CAPACITY = WORKERS / 0.024;

	private static final int CONNECTIONS = 6;

	private static final int USERS_PER_SECOND = 83;

	private static final int BATCH_CALLERS = 10 * CONNECTIONS;

	private static final Duration LENGTH = Duration.ofSeconds(6);

	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** The machine has something else to do now and then. */
	private static final Duration ALLOWANCE = Duration.ofMillis(10);

	/**
	 * Those of the batch that may not wait come again in a moment. With a queue for all
	 * of them everybody waits; with the built-in one most are refused.
	 */
	@ParameterizedTest
	@ValueSource(ints = { CONNECTIONS, 2 * BATCH_CALLERS })
	void usersDoNotNoticeABatchOfLowPriority(int maxPending) {
		BothFaces.sideBySide(
				() -> App.lifeguard("pool.max-connections=" + CONNECTIONS, "pool.max-pending=" + maxPending),
				(face, app) -> {
					run(face, app, Priority.LOW, Duration.ofSeconds(2));
					Seen alone = run(face, app, null, LENGTH);
					Seen low = run(face, app, Priority.LOW, LENGTH);
					Seen normal = run(face, app, Priority.NORMAL, LENGTH);
					log("%s: alone %s, beside low %s, beside normal %s".formatted(face, alone, low, normal));
					assertThat(low.isNoticed(alone)).as("%s, beside low: %s, alone: %s", face, low, alone).isFalse();
					assertThat(low.batchPerSecond()).as("%s, of the batch per second", face)
						.isGreaterThan(0.8 * (CAPACITY - USERS_PER_SECOND));
					assertThat(normal.isNoticed(alone)).as("%s, beside normal: %s, alone: %s", face, normal, alone)
						.isTrue();
				});
	}

	private static void log(String seen) {
		System.getLogger(PriorityTests.class.getName()).log(System.Logger.Level.INFO, seen);
	}

	private static Seen run(Face face, App app, @Nullable Priority batch, Duration length) {
		try (BoundedBackend backend = BoundedBackend.start(WORKERS, SERVICE, Duration.ofDays(1))) {
			Seen seen = run(face, app, backend.url(), batch, length);
			app.assertNothingHeld();
			return seen;
		}
	}

	private static Seen run(Face face, App app, String uri, @Nullable Priority priority, Duration length) {
		int callers = (priority != null) ? BATCH_CALLERS : 0;
		try (Batch batch = new Batch(callers, face, app, uri, (priority != null) ? priority : Priority.NORMAL)) {
			OpenLoop users = new OpenLoop(USERS_PER_SECOND, length, PATIENCE);
			long before = batch.answered();
			users.run(caller(face, app, uri));
			return Seen.of(users, length, (batch.answered() - before) / (double) length.toSeconds());
		}
	}

	private static Consumer<OpenLoop.Call> caller(Face face, App app, String uri) {
		if (face == Face.WEB_CLIENT) {
			return (call) -> app.webClient()
				.get()
				.uri(uri)
				.retrieve()
				.bodyToMono(String.class)
				.subscribe((body) -> call.answered(), (failure) -> {
				});
		}
		ExecutorService threads = Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(null, task, "user", 256 * 1024);
			thread.setDaemon(true);
			return thread;
		});
		return (call) -> threads.execute(() -> {
			try {
				app.restClient().get().uri(uri).retrieve().body(String.class);
				call.answered();
			}
			catch (RestClientException ex) {
				// it counts as not answered
			}
		});
	}

	/**
	 * What was seen of a run.
	 *
	 * @param share how many of the users' calls were answered in time, from 0 to 1
	 * @param p99 the time in which 99 of 100 of these were
	 * @param batchPerSecond how many calls of the batch were answered
	 */
	private record Seen(double share, Duration p99, double batchPerSecond) {

		static Seen of(OpenLoop users, Duration length, double batchPerSecond) {
			// the last are not answered yet
			Duration end = length.minusSeconds(1);
			double share = users.good(Duration.ZERO, end) / (double) users.started(Duration.ZERO, end);
			return new Seen(share, users.answeredWithin(99), batchPerSecond);
		}

		/**
		 * Return whether users are worse off than they were: more than two of a hundred
		 * are not answered in time, or those that are wait for twice as long.
		 */
		boolean isNoticed(Seen before) {
			return this.share < 0.98 || this.p99.compareTo(before.p99.multipliedBy(2).plus(ALLOWANCE)) > 0;
		}

	}

}
