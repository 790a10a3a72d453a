package dev.lifeguard.autoconfigure;

import java.util.function.Supplier;

import org.springframework.core.NamedThreadLocal;

/**
 * Which builders are tuned by the client {@code default}: the application's own. Boot
 * applies the same customizers to the builders of HTTP service groups, and the named
 * clients begin with such a builder: these have settings of their own, and must not get
 * the headers of another client.
 *
 * @since 0.1.0
 */
public final class TunedBuilders {

	private static final ThreadLocal<Boolean> OTHERS = new NamedThreadLocal<>("builders that are not tuned");

	private TunedBuilders() {
	}

	/**
	 * The builders that are made on this thread are others from now on.
	 */
	static void suspend() {
		OTHERS.set(Boolean.TRUE);
	}

	/**
	 * They are the application's again.
	 */
	static void resume() {
		OTHERS.remove();
	}

	/**
	 * Make a builder that is not tuned.
	 * @param <B> the builder's type
	 * @param builder makes it
	 * @return the builder
	 */
	public static <B> B untuned(Supplier<B> builder) {
		suspend();
		try {
			return builder.get();
		}
		finally {
			resume();
		}
	}

	/**
	 * Return whether the builder at hand is another one than the application's.
	 * @return whether it is to be left alone
	 */
	public static boolean areSuspended() {
		return OTHERS.get() != null;
	}

}
