package dev.lifeguard.client;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.leak.LeakSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Log of leaked responses: one line per call site, and one for each reported response
 * that was closed after all.
 */
final class LeakLog {

	private static final Log logger = LogFactory.getLog(LeakLog.class);

	private final String client;

	private final LeakSettings settings;

	private final Executor reports;

	LeakLog(String client, LeakSettings settings, Executor reports) {
		this.client = client;
		this.settings = settings;
		this.reports = reports;
	}

	/**
	 * Write the line.
	 * @param leak what it is about
	 * @param written run when it is written
	 */
	void leaked(Leak leak, Runnable written) {
		this.reports.execute(() -> {
			writeLeak(leak);
			written.run();
		});
	}

	private void writeLeak(Leak leak) {
		logger.warn("client '%s': a response leaked: %s to %s, held for %s; %s (leak.threshold=%s).%s ".formatted(
				this.client, leak.request(), leak.remote(), seconds(leak.held()), leak.proof(),
				seconds(this.settings.threshold()), consequence(leak.proof()))
				+ "Is every response read completely or closed, on error paths too? " + origin(leak));
	}

	private String consequence(LeakProof proof) {
		return switch (this.settings.action()) {
			case RECLAIM -> " Its connection was closed and its permit released (leak.action=reclaim).";
			case REPORT -> " Its permit remains in use"
					+ ((proof == LeakProof.UNREAD) ? " until it is read or closed" : "") + " (leak.action=report).";
			case OFF -> "";
		};
	}

	private String origin(Leak leak) {
		CallSite site = leak.site();
		if (site == null) {
			return "The call site is unknown: stacks are captured from now on unless leak.capture is off.";
		}
		return "It was called from" + site.frames()
			.stream()
			.map((frame) -> System.lineSeparator() + "\tat " + frame)
			.collect(Collectors.joining());
	}

	void closedAfterAll(String request, String remote, Duration held) {
		this.reports.execute(() -> writeClosed(request, remote, held));
	}

	private void writeClosed(String request, String remote, Duration held) {
		logger.info("client '%s': the response to %s from %s that was reported as leaked was closed after %s. If the "
			.formatted(this.client, request, remote, seconds(held))
				+ "application reads slowly on purpose, raise leak.threshold.");
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
	}

}
