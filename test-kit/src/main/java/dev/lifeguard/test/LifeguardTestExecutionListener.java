package dev.lifeguard.test;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.util.ReflectionUtils;

/**
 * Listener that sets the annotated fields of a test, makes its backends new before it,
 * explains its failure, and lets it fail if it leaked.
 */
class LifeguardTestExecutionListener implements TestExecutionListener, Ordered {

	/** Closer to the test than what closes its context, and than its transaction. */
	private static final int ORDER = 3500;

	private static final String RUNNING = LifeguardTestExecutionListener.class.getName() + ".running";

	@Override
	public int getOrder() {
		return ORDER;
	}

	@Override
	public void prepareTestInstance(TestContext test) {
		setFields(test);
	}

	private static void setFields(TestContext test) {
		Object instance = test.getTestInstance();
		Declared.fields(instance.getClass(), (field, settings) -> {
			ReflectionUtils.makeAccessible(field);
			ReflectionUtils.setField(field, instance, BeanFactoryAnnotationUtils.qualifiedBeanOfType(
					test.getApplicationContext().getAutowireCapableBeanFactory(), Backend.class, settings.client()));
		});
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		if (!concerns(test)) {
			return;
		}
		setFields(test);
		LifeguardTester tester = test.getApplicationContext().getBean(LifeguardTester.class);
		tester.begin();
		test.setAttribute(RUNNING, tester);
		Situation.enter(tester);
	}

	private static boolean concerns(TestContext test) {
		return failsOnLeak(test) || !Declared.backends(test.getTestClass()).isEmpty();
	}

	private static boolean failsOnLeak(TestContext test) {
		Boolean said = Declared.failsOnLeak(test.getTestClass(), test.getTestMethod());
		return (said != null) ? said : !Declared.backends(test.getTestClass()).isEmpty();
	}

	@Override
	public void afterTestExecution(TestContext test) {
		Throwable failure = test.getTestException();
		LifeguardTester tester = running(test);
		if (tester != null && failure != null && !isExplained(failure)) {
			failure.addSuppressed(new Explanation(Situation.of(tester)));
		}
	}

	private static boolean isExplained(Throwable failure) {
		String message = failure.getMessage();
		return message != null && message.contains(Situation.HEADING);
	}

	@Override
	public void afterTestMethod(TestContext test) {
		LifeguardTester tester = running(test);
		if (tester == null) {
			return;
		}
		test.removeAttribute(RUNNING);
		Situation.leave();
		try {
			List<String> leaks = tester.leaked();
			if (failsOnLeak(test) && !leaks.isEmpty()) {
				throw new AssertionError(message(leaks));
			}
		}
		finally {
			tester.end();
		}
	}

	private static @Nullable LifeguardTester running(TestContext test) {
		return (LifeguardTester) test.getAttribute(RUNNING);
	}

	private static String message(List<String> leaks) {
		return leaks.stream()
			.map((leak) -> "%n  %s".formatted(leak))
			.collect(Collectors.joining("",
					"The test leaked %s: nobody reads %s to the end or closes %s".formatted(
							(leaks.size() == 1) ? "a response" : leaks.size() + " responses",
							(leaks.size() == 1) ? "it" : "them", (leaks.size() == 1) ? "it" : "them"),
					"%nRead or close every response, on the paths that fail as well. @FailOnLeak(false) allows it."
						.formatted()));
	}

	/**
	 * What is printed with the failure of a test, for what it may explain.
	 */
	@SuppressWarnings("serial")
	private static final class Explanation extends RuntimeException {

		Explanation(String situation) {
			super(situation, null, false, false);
		}

		@Override
		public String toString() {
			return String.valueOf(getMessage());
		}

	}

}
