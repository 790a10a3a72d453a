package dev.lifeguard.test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.test.Written.Time;
import dev.lifeguard.time.TimeoutSettings;
import org.jspecify.annotations.Nullable;

/**
 * The waits of one client, made shorter for a test. What the test has written itself
 * stays, and what follows it or would contradict it follows, as Lifeguard's own defaults
 * do.
 */
final class ClientTimes {

	/** The first call of a virtual machine takes some time whatever the backend does. */
	private static final Duration SHORTEST = Duration.ofMillis(500);

	private static final Duration SHORTEST_CALL = Duration.ofSeconds(2);

	private static final Duration SHORTEST_FOR_PERMIT = Duration.ofMillis(100);

	private static final int ATTEMPTS = 3;

	private static final TimeoutSettings TIMEOUTS = TimeoutSettings.DEFAULTS;

	private static final BackoffSettings BACKOFF = RetrySettings.DEFAULTS.backoff();

	private final Written written;

	private final String client;

	private final double scale;

	private final Map<String, Object> overrides = new LinkedHashMap<>();

	private ClientTimes(Written written, BackendSettings settings) {
		this.written = written;
		this.client = settings.client();
		this.scale = settings.timeScale();
	}

	/**
	 * Return what takes the place of what is written.
	 * @param written what is written
	 * @param settings whose waits, and how much shorter
	 * @return the properties
	 */
	static Map<String, Object> overrides(Written written, BackendSettings settings) {
		ClientTimes times = new ClientTimes(written, settings);
		if (settings.timeScale() != 1) {
			times.scalePermit();
			times.scaleConnect();
			times.scaleCall();
			times.scaleBackoff();
		}
		return times.overrides;
	}

	private void scalePermit() {
		Time wait = time("pool.acquire-timeout", GateSettings.DEFAULT_ACQUIRE_TIMEOUT);
		put("pool.acquire-timeout", wait, scaled(wait, SHORTEST_FOR_PERMIT));
	}

	private void scaleConnect() {
		Time connect = time("timeout.connect", TIMEOUTS.connect());
		put("timeout.connect", connect, scaled(connect, SHORTEST));
	}

	private void scaleCall() {
		Time writtenCall = written("timeout.call");
		Time writtenResponse = written("timeout.response");
		Time call = (writtenCall != null) ? writtenCall : callAfter(writtenResponse);
		Time response = (writtenResponse != null) ? writtenResponse : responseWithin(writtenCall);
		Duration shortResponse = shortResponse(response, call);
		put("timeout.response", response, shortResponse);
		put("timeout.call", call,
				isEndless(call) ? call.value() : longerOf(scaled(call, SHORTEST_CALL), shortResponse));
		Time writtenLeak = written("leak.threshold");
		Time leak = (writtenLeak != null) ? writtenLeak : response;
		put("leak.threshold", leak, scaled(leak, SHORTEST));
	}

	private static Time callAfter(@Nullable Time response) {
		return (response != null) ? new Time(response.value().multipliedBy(ATTEMPTS), response.byTest())
				: new Time(TIMEOUTS.call(), false);
	}

	private static Time responseWithin(@Nullable Time call) {
		return (call != null && !isEndless(call) && call.value().compareTo(TIMEOUTS.response()) < 0) ? call
				: new Time(TIMEOUTS.response(), false);
	}

	private Duration shortResponse(Time response, Time call) {
		if (response.byTest()) {
			return response.value();
		}
		Duration scaled = scaled(response, SHORTEST);
		return (call.byTest() && !isEndless(call)) ? shorterOf(scaled, call.value()) : scaled;
	}

	private static boolean isEndless(Time call) {
		return call.value().isZero();
	}

	private void scaleBackoff() {
		Time base = time("retry.backoff.base", BACKOFF.base());
		Time cap = time("retry.backoff.cap", longerOf(BACKOFF.cap(), base.value()));
		Duration shortBase = base.byTest() ? base.value() : shorterOf(scaled(base, Duration.ZERO), cap.value());
		put("retry.backoff.base", base, shortBase);
		put("retry.backoff.cap", cap, longerOf(scaled(cap, Duration.ZERO), shortBase));
	}

	private Time time(String key, Duration builtIn) {
		Time time = written(key);
		return (time != null) ? time : new Time(builtIn, false);
	}

	private @Nullable Time written(String key) {
		return this.written.time(Keys.lookedUp(this.client, key));
	}

	private void put(String key, Time before, Duration after) {
		if (before.byTest()) {
			return;
		}
		String value = after.toMillis() + "ms";
		this.overrides.put(Keys.ofClient(this.client, key), value);
		String group = Keys.ofGroup(this.client, key);
		if (group != null && this.written.text(group) != null) {
			this.overrides.put(group, value);
		}
	}

	private Duration scaled(Time time, Duration shortest) {
		Duration scaled = Duration.ofNanos((long) (time.value().toNanos() * this.scale));
		return longerOf(scaled, shorterOf(time.value(), shortest));
	}

	private static Duration shorterOf(Duration one, Duration other) {
		return (one.compareTo(other) < 0) ? one : other;
	}

	private static Duration longerOf(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

}
