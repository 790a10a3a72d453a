package dev.lifeguard.autoconfigure.diagnostics;

import dev.lifeguard.autoconfigure.InvalidSettingException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains an {@link InvalidSettingException}.
 */
class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String description = "Lifeguard cannot start with%n%n    %s = %s%n%n%s".formatted(cause.getKey(),
				cause.getValue(), cause.getPossible());
		return new FailureAnalysis(description, cause.getAction(), cause);
	}

}
