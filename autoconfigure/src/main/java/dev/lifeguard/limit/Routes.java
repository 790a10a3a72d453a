package dev.lifeguard.limit;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Baselines of a client's routes. A route is a method with a URI template, or the method
 * alone; the first 64 have a baseline each, and all others share one. Looking a route up
 * takes no lock and makes nothing, except for a new one of the 64.
 * <p>
 * Applications that put numbers into a URI instead of its template make a route for each
 * of them. Those never get a baseline, and once a minute make room for routes that may.
 */
final class Routes {

	private static final int MOST = 64;

	/** As long as a route has to get a baseline, if there is no room for others. */
	private static final long PATIENCE_NANOS = 60_000_000_000L;

	private static final String NO_TEMPLATE = "";

	private static final String OTHERS = "other";

	/** By method, then by template: two look-ups need no key of their own. */
	private final ConcurrentMap<String, ConcurrentMap<String, Baseline>> methods = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	private final Baseline others;

	private final AtomicLong roomMadeAt;

	Routes(long now) {
		this.others = new Baseline(now);
		this.roomMadeAt = new AtomicLong(now);
	}

	Baseline get(String method, @Nullable String uriTemplate, long now) {
		Baseline known = find(method, template(uriTemplate));
		if (known != null) {
			return known;
		}
		if (isFull()) {
			makeRoom(now);
		}
		return isFull() ? this.others : add(method, template(uriTemplate), now);
	}

	private void makeRoom(long now) {
		long last = this.roomMadeAt.get();
		if (now - last >= PATIENCE_NANOS && this.roomMadeAt.compareAndSet(last, now)) {
			this.methods.keySet().forEach((method) -> this.methods.computeIfPresent(method, (key, templates) -> {
				templates.values().removeIf((baseline) -> leaves(baseline, now));
				return templates.isEmpty() ? null : templates;
			}));
		}
	}

	private boolean leaves(Baseline baseline, long now) {
		boolean leaves = !baseline.isKnown() && baseline.age(now) >= PATIENCE_NANOS;
		if (leaves) {
			this.count.decrementAndGet();
		}
		return leaves;
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
		Baseline present = put(method, template, added);
		if (present != added) {
			this.count.decrementAndGet();
		}
		return present;
	}

	/**
	 * A method without any template is forgotten: this must not happen meanwhile.
	 */
	private Baseline put(String method, String template, Baseline added) {
		AtomicReference<Baseline> present = new AtomicReference<>(added);
		this.methods.compute(method, (key, templates) -> {
			ConcurrentMap<String, Baseline> known = (templates != null) ? templates : new ConcurrentHashMap<>();
			present.set(known.computeIfAbsent(template, (name) -> added));
			return known;
		});
		return present.get();
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
