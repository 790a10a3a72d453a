package dev.lifeguard.limit;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Baselines of a client's routes. A route is a method with a URI template, or the method
 * alone; the first 64 have a baseline each, and all others share one. Looking a route up
 * takes no lock and makes nothing, except for a new one of the 64.
 */
final class Routes {

	private static final int MOST = 64;

	private static final String NO_TEMPLATE = "";

	private static final String OTHERS = "other";

	/** By method, then by template: two look-ups need no key of their own. */
	private final ConcurrentMap<String, ConcurrentMap<String, Baseline>> methods = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	private final Baseline others;

	Routes(long now) {
		this.others = new Baseline(now);
	}

	Baseline get(String method, @Nullable String uriTemplate, long now) {
		Baseline known = find(method, template(uriTemplate));
		if (known != null) {
			return known;
		}
		return isFull() ? this.others : add(method, template(uriTemplate), now);
	}

	boolean isParked(String method, @Nullable String uriTemplate) {
		Baseline known = find(method, template(uriTemplate));
		if (known == null) {
			return isFull() && this.others.isParked();
		}
		return known.isParked();
	}

	private boolean isFull() {
		return this.count.get() >= MOST;
	}

	private static String template(@Nullable String uriTemplate) {
		return (uriTemplate != null) ? uriTemplate : NO_TEMPLATE;
	}

	private @Nullable Baseline find(String method, String template) {
		Map<String, Baseline> templates = this.methods.get(method);
		return (templates != null) ? templates.get(template) : null;
	}

	private Baseline add(String method, String template, long now) {
		if (this.count.incrementAndGet() > MOST) {
			this.count.decrementAndGet();
			return this.others;
		}
		Baseline added = new Baseline(now);
		Baseline faster = this.methods.computeIfAbsent(method, (key) -> new ConcurrentHashMap<>())
			.putIfAbsent(template, added);
		if (faster != null) {
			this.count.decrementAndGet();
			return faster;
		}
		return added;
	}

	/**
	 * Return the baselines that are known.
	 * @return the usual time to the first byte by route, such as {@code GET /orders/{id}}
	 */
	Map<String, Duration> known() {
		Map<String, Duration> known = new TreeMap<>();
		this.methods.forEach((method, templates) -> templates
			.forEach((template, baseline) -> show(known, (method + " " + template).trim(), baseline)));
		show(known, OTHERS, this.others);
		return known;
	}

	private static void show(Map<String, Duration> known, String route, Baseline baseline) {
		if (baseline.isKnown()) {
			known.put(route, Duration.ofNanos(baseline.nanos()));
		}
	}

}
