package dev.lifeguard.testsupport;

import java.util.Map;
import java.util.concurrent.Callable;

import io.micrometer.context.ContextRegistry;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * On whose behalf a thread works: what an application keeps in a thread-local and in the
 * log's context, and has context propagation carry.
 */
public final class Tenant {

	/** The key in a Reactor context. */
	public static final String KEY = "tenant";

	private static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

	private Tenant() {
	}

	/**
	 * Do something on this thread on a tenant's behalf.
	 * @param <T> the type of what it returns
	 * @param name the tenant's name
	 * @param work what to do
	 * @return what it returns
	 * @throws Exception if it does
	 */
	public static <T> T callAs(String name, Callable<T> work) throws Exception {
		CURRENT.set(name);
		MDC.setContextMap(Map.of(KEY, name));
		try {
			return work.call();
		}
		finally {
			CURRENT.remove();
			MDC.clear();
		}
	}

	/**
	 * Return whom this thread works for.
	 * @return the name, or {@code null} if it works for nobody
	 */
	public static @Nullable String current() {
		String current = CURRENT.get();
		String logged = MDC.get(KEY);
		if (current == null && logged == null) {
			return null;
		}
		return (current != null && current.equals(logged)) ? current : current + " or " + logged;
	}

	/**
	 * Have context propagation carry the tenant.
	 */
	static void register() {
		ContextRegistry.getInstance()
			.registerThreadLocalAccessor(KEY, CURRENT)
			.registerThreadLocalAccessor(new Slf4jThreadLocalAccessor(KEY));
	}

	/**
	 * Leave context propagation as it was.
	 */
	static void unregister() {
		ContextRegistry.getInstance().removeThreadLocalAccessor(KEY);
		ContextRegistry.getInstance().removeThreadLocalAccessor(Slf4jThreadLocalAccessor.KEY);
	}

}
