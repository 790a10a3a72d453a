package dev.lifeguard.testsupport;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.testsupport.Face.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Makes many calls at once and says what became of each.
 */
public final class Calls {

	private Calls() {
	}

	/**
	 * Make the calls, each from a thread of its own, all released at the same moment.
	 * @param count how many
	 * @param caller what makes them
	 * @param uri where they go
	 * @return what became of them
	 */
	public static List<Outcome> atOnce(int count, Caller caller, String uri) {
		ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			CountDownLatch start = new CountDownLatch(1);
			CountDownLatch ready = new CountDownLatch(count);
			List<Future<Outcome>> outcomes = IntStream.range(0, count).mapToObj((index) -> threads.submit(() -> {
				ready.countDown();
				start.await();
				return outcome(caller, uri);
			})).toList();
			ready.await();
			start.countDown();
			return outcomes.stream().map(Calls::join).toList();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			threads.shutdownNow();
		}
	}

	private static Outcome outcome(Caller caller, String uri) throws InterruptedException {
		long start = System.nanoTime();
		Throwable failure = null;
		try {
			caller.get(uri).get(60, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			failure = ex.getCause();
		}
		catch (TimeoutException | CancellationException ex) {
			failure = ex;
		}
		return new Outcome(Duration.ofNanos(System.nanoTime() - start), failure);
	}

	private static Outcome join(Future<Outcome> outcome) {
		try {
			return outcome.get();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a failure and its causes.
	 * @param failure the failure
	 * @return outermost first
	 */
	public static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
	}

	/**
	 * What became of one call.
	 *
	 * @param elapsed how long it took
	 * @param failure its failure, if it failed
	 */
	public record Outcome(Duration elapsed, @Nullable Throwable failure) {

		public boolean succeeded() {
			return this.failure == null;
		}

		/**
		 * Return the exhaustion that the call failed with.
		 * @return the exception, or {@code null} if it did not fail with one
		 */
		public @Nullable PoolExhaustedException exhaustion() {
			Throwable cause = this.failure;
			while (cause != null && !(cause instanceof PoolExhaustedException)) {
				cause = cause.getCause();
			}
			return (PoolExhaustedException) cause;
		}

	}

}
