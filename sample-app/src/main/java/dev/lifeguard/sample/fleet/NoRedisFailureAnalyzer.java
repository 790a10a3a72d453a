package dev.lifeguard.sample.fleet;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzer of a {@link NoRedisException}: whoever asks for the fleet is told what it
 * needs, instead of getting a page without it.
 */
class NoRedisFailureAnalyzer extends AbstractFailureAnalyzer<NoRedisException> {

	private static final String ACTION = "Install redis-server (Debian: apt-get install redis-server), or say where a "
			+ "Redis is: --spring.data.redis.host=localhost --spring.data.redis.port=6379. Without --fleet no Redis is needed.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, NoRedisException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()), ACTION, cause);
	}

}
