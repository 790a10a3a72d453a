package dev.lifeguard.test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A run of test classes within a test, for tests that are to fail.
 */
final class TestRun implements TestExecutionListener {

	private final Map<String, TestExecutionResult> results = new TreeMap<>();

	private TestRun() {
	}

	/**
	 * Run test classes, one after the other.
	 * @param types the classes
	 * @return the run, which is over
	 */
	static TestRun of(Class<?>... types) {
		return of(Map.of(), types);
	}

	/**
	 * Run test classes.
	 * @param parameters configuration parameters of JUnit
	 * @param types the classes
	 * @return the run, which is over
	 */
	static TestRun of(Map<String, String> parameters, Class<?>... types) {
		TestRun run = new TestRun();
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(Stream.of(types).map(DiscoverySelectors::selectClass).toList())
			.configurationParameters(parameters)
			.build();
		LauncherFactory.create().execute(request, run);
		return run;
	}

	@Override
	public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
		if (test.isTest() || result.getThrowable().isPresent()) {
			this.results.put(test.getDisplayName().replaceAll("\\(.*", ""), result);
		}
	}

	/**
	 * Return the names of the tests that passed.
	 * @return the names, in alphabetical order
	 */
	List<String> passed() {
		List<String> passed = new ArrayList<>();
		this.results.forEach((name, result) -> {
			if (result.getThrowable().isEmpty()) {
				passed.add(name);
			}
		});
		return passed;
	}

	/**
	 * Return what tests failed with.
	 * @return the failures by the name of the test, in alphabetical order
	 */
	Map<String, Throwable> failures() {
		Map<String, Throwable> failures = new TreeMap<>();
		this.results
			.forEach((name, result) -> result.getThrowable().ifPresent((failure) -> failures.put(name, failure)));
		return failures;
	}

}
