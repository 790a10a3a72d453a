package dev.lifeguard.client;

import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.tell.Lane;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Log of episodes: one line when calls are refused, with the cause, and one when it is
 * over, however many calls it refused.
 */
final class EpisodeLog {

	private static final Log logger = LogFactory.getLog(EpisodeLog.class);

	/** Longest wait for a line to be written before the event that it reports. */
	static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final String client;

	private final Lane reports;

	EpisodeLog(String client, Lane reports) {
		this.client = client;
		this.reports = reports;
	}

	/**
	 * The line comes before those that the refused callers write, unless the log takes
	 * its time.
	 */
	void changed(Episode episode) {
		this.reports.executeNow(() -> write(episode), MOMENT_NANOS);
	}

	private void write(Episode episode) {
		if (episode.over()) {
			logger.info(
					"client '%s': calls are no longer refused: the episode lasted %s, %s calls were refused, and up to %s "
						.formatted(this.client, LeakLog.seconds(episode.lasted()), episode.refused(),
								episode.peakPending())
							+ "waited at once; cause=" + episode.diagnosis().cause());
		}
		else {
			Diagnosis diagnosis = episode.diagnosis();
			logger.warn("client '%s': calls are refused, the pool is exhausted: %s; cause=%s: %s; advice: %s".formatted(
					this.client, episode.pool().line(), diagnosis.cause(), diagnosis.evidence(), diagnosis.advice()));
		}
	}

}
