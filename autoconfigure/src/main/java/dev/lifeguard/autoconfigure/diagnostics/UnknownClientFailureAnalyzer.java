package dev.lifeguard.autoconfigure.diagnostics;

import dev.lifeguard.failure.Echo;
import dev.lifeguard.registry.UnknownClientException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Failure analyzer for an {@link UnknownClientException} that stops start-up.
 */
class UnknownClientFailureAnalyzer extends AbstractFailureAnalyzer<UnknownClientException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownClientException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Ask for a client that exists, or configure this one: lifeguard.clients.%s.base-url."
					.formatted(Echo.of(cause.getName())),
				cause);
	}

}
