package dev.lifeguard.test;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.context.ConfigurableApplicationContext;
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
		setFields(test);
		LifeguardTester tester = concerns(test) ? test.getApplicationContext().getBean(LifeguardTester.class)
				: inUse(test);
		if (tester == null) {
			return;
		}
		tester.begin();
		test.setAttribute(RUNNING, tester);
		Situation.enter(tester);
	}

	/**
	 * Return the tester of a context in which a test has asked for it.
	 */
	private static @Nullable LifeguardTester inUse(TestContext test) {
		return test.hasApplicationContext()
				? (LifeguardTester) ((ConfigurableApplicationContext) test.getApplicationContext()).getBeanFactory()
					.getSingleton(KitPostProcessor.TESTER)
				: null;
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
		if (tester != null) {
			test.removeAttribute(RUNNING);
			Situation.leave();
			end(test, tester);
			return;
		}
		// asked for by a parameter of the test, when that had begun
		LifeguardTester asked = inUse(test);
		if (asked != null) {
			asked.giveBack();
		}
	}

	private static void end(TestContext test, LifeguardTester tester) {
		try {
			tester.giveBack();
			List<String> leaks = concerns(test) ? tester.leaked() : List.of();
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
