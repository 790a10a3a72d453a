package dev.lifeguard.test;

import java.util.Map;

import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs tests with the JUnit that is on the class path.
 */
public final class JUnit5Run {

	private JUnit5Run() {
	}

	/**
	 * Run the tests of the kit that need no extension of Spring's.
	 * @param args nothing
	 */
	public static void main(String[] args) {
		TestRun run = TestRun.of(ApplicationContextRunnerTests.class);
		boolean older = ExtendWith.class.getProtectionDomain().getCodeSource().getLocation().getPath().contains("-5.");
		System.out.printf("JUnit %s: %s passed%n", older ? "5" : "6", run.passed());
		Map<String, Throwable> failures = run.failures();
		failures.values().forEach(Throwable::printStackTrace);
		System.exit((failures.isEmpty() && !run.passed().isEmpty()) ? 0 : 1);
	}

}
