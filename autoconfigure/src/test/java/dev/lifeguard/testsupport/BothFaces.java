package dev.lifeguard.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * A scenario that waits most of the time, played with both kinds of client at once, each
 * in an application of its own.
 */
public final class BothFaces {

	private BothFaces() {
	}

	/**
	 * Play a scenario. Both applications are there before it begins, and until it is over
	 * for both: one that is closed shuts down the event loops of all.
	 * @param start starts an application
	 * @param scenario what is shown of it
	 */
	public static void sideBySide(Supplier<App> start, Scenario scenario) {
		try (App one = start.get(); App other = start.get()) {
			play(scenario, one, other);
		}
	}

	private static void play(Scenario scenario, App one, App other) {
		ExecutorService threads = Executors.newFixedThreadPool(2);
		List<AssertionError> failures = new ArrayList<>();
		try {
			Future<?> rest = threads.submit(played(scenario, Face.REST_CLIENT, one));
			Future<?> web = threads.submit(played(scenario, Face.WEB_CLIENT, other));
			await(Face.REST_CLIENT, rest, failures);
			await(Face.WEB_CLIENT, web, failures);
		}
		finally {
			threads.shutdownNow();
		}
		report(failures);
	}

	private static Callable<Void> played(Scenario scenario, Face face, App app) {
		return () -> {
			scenario.play(face, app);
			return null;
		};
	}

	private static void await(Face face, Future<?> played, List<AssertionError> failures) {
		try {
			played.get();
		}
		catch (ExecutionException ex) {
			failures.add(new AssertionError(face + ": " + ex.getCause(), ex.getCause()));
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void report(List<AssertionError> failures) {
		if (!failures.isEmpty()) {
			AssertionError first = failures.get(0);
			failures.stream().skip(1).forEach(first::addSuppressed);
			throw first;
		}
	}

	/**
	 * What is shown of one kind of client.
	 */
	@FunctionalInterface
	public interface Scenario {

		/**
		 * Show it.
		 * @param face the kind of client
		 * @param app its application
		 * @throws Exception if that fails
		 */
		void play(Face face, App app) throws Exception;

	}

}
