package dev.lifeguard.client;

import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Says in the log that calls are refused and why, and that it is over: two lines per
 * episode, however many calls it refused.
 */
final class EpisodeLog {

	private static final Log logger = LogFactory.getLog(EpisodeLog.class);

	private final String client;

	EpisodeLog(String client) {
		this.client = client;
	}

	void changed(Episode episode) {
		if (episode.over()) {
			logger
				.info("client '%s': calls are no longer refused: it lasted for %s, %d calls were refused, and up to %d "
					.formatted(this.client, LeakLog.seconds(episode.lasted()), episode.refused(), episode.peakPending())
						+ "waited at once; cause=" + episode.diagnosis().cause());
		}
		else {
			Diagnosis diagnosis = episode.diagnosis();
			logger.warn("client '%s': calls are refused, the pool is exhausted: %s; cause=%s: %s; advice: %s".formatted(
					this.client, episode.pool().line(), diagnosis.cause(), diagnosis.evidence(), diagnosis.advice()));
		}
	}

}
