package dev.lifeguard.autoconfigure;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Supplier;

import org.springframework.core.NamedThreadLocal;

/**
 * Marker of the builders that the client {@code default} tunes: the application's own.
 * Boot applies the same customizers to the builders of HTTP service groups, and the named
 * clients begin with such a builder: these have settings of their own, and must not get
 * the headers of another client.
 *
 * @since 0.1.0
 */
public final class TunedBuilders {

	private static final ThreadLocal<Boolean> OTHERS = new NamedThreadLocal<>("builders that are not tuned");

	private static final Set<Object> LEFT_ALONE = weakSet();

	private static final Set<Object> TUNED = weakSet();

	private TunedBuilders() {
	}

	private static Set<Object> weakSet() {
		return Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
	}

	/**
	 * Note that a builder uses the client {@code default}.
	 * @param builder the builder
	 */
	public static void tuned(Object builder) {
		TUNED.add(builder);
	}

	/**
	 * Return whether a builder uses the client {@code default}.
	 * @param builder the builder
	 * @return whether it was noted to
	 */
	public static boolean isTuned(Object builder) {
		return TUNED.contains(builder);
	}

	/**
	 * A builder is not the application's own.
	 */
	static void leaveAlone(Object builder) {
		LEFT_ALONE.add(builder);
	}

	/**
	 * Make a builder that is not tuned, which may be within the making of another one.
	 * @param <B> the builder's type
	 * @param builder makes it
	 * @return the builder
	 */
	public static <B> B untuned(Supplier<B> builder) {
		Boolean outer = OTHERS.get();
		OTHERS.set(Boolean.TRUE);
		try {
			return builder.get();
		}
		finally {
			if (outer == null) {
				OTHERS.remove();
			}
		}
	}

	/**
	 * Return whether a builder is another one than the application's.
	 * @param builder the builder
	 * @return whether it must not be changed
	 */
	public static boolean leavesAlone(Object builder) {
		return OTHERS.get() != null || LEFT_ALONE.contains(builder);
	}

}
