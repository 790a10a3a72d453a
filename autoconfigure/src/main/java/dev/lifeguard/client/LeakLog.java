package dev.lifeguard.client;

import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.lifeguard.lease.CallSite;
import dev.lifeguard.lease.Leak;
import dev.lifeguard.lease.LeakProof;
import dev.lifeguard.lease.LeakSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says in the log that a response leaks, once for each place in the application, and that
 * one that was said to leak has come home.
 */
final class LeakLog {

	private static final Log logger = LogFactory.getLog(LeakLog.class);

	private final String client;

	private final LeakSettings settings;

	LeakLog(String client, LeakSettings settings) {
		this.client = client;
		this.settings = settings;
	}

	void leaked(Leak leak) {
		logger.warn("client '%s': a response leaks: %s to %s, held for %s; %s (leak.threshold=%s).%s ".formatted(
				this.client, leak.request(), leak.remote(), seconds(leak.held()), leak.proof(),
				seconds(this.settings.threshold()), consequence(leak.proof()))
				+ "Is every response read to its end or closed, on the paths that fail as well? " + origin(leak));
	}

	private String consequence(LeakProof proof) {
		return switch (this.settings.action()) {
			case RECLAIM -> " Its connection is closed and its place given back (leak.action=reclaim).";
			case REPORT -> " Its place stays taken" + ((proof == LeakProof.UNREAD) ? " until it is read or closed" : "")
					+ " (leak.action=report).";
			case OFF -> "";
		};
	}

	private String origin(Leak leak) {
		CallSite site = leak.site();
		if (site == null) {
			return "Where it was called from is not known: stacks are captured from now on unless leak.capture is off.";
		}
		return "It was called from" + site.frames()
			.stream()
			.map((frame) -> System.lineSeparator() + "\tat " + frame)
			.collect(Collectors.joining());
	}

	void cameHome(String request, String remote, Duration held) {
		logger.info("client '%s': the response of %s to %s that was said to leak came home after %s. If the "
			.formatted(this.client, request, remote, seconds(held))
				+ "application reads slowly on purpose, raise leak.threshold.");
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1fs", duration.toMillis() / 1000.0);
	}

}
