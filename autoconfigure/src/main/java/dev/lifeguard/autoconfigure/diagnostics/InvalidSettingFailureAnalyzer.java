package dev.lifeguard.autoconfigure.diagnostics;

import java.util.Objects;
import java.util.stream.StreamSupport;

import dev.lifeguard.autoconfigure.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

/**
 * Analyzer of an {@link InvalidSettingException}: it shows each value with the file and
 * the line that it was written in, as far as that is known.
 */
class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	private final Environment environment;

	InvalidSettingFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String other = (cause.getOtherKey() != null)
				? "%n    %s".formatted(line(cause.getOtherKey(), cause.getOtherValue())) : "";
		String description = "Lifeguard cannot start with%n%n    %s%s%n%n%s"
			.formatted(line(cause.getKey(), cause.getValue()), other, cause.getPossible());
		return new FailureAnalysis(description, cause.getAction(), cause);
	}

	private String line(String key, @Nullable String value) {
		Origin origin = origin(key);
		return (origin != null) ? "%s = %s  (%s)".formatted(key, value, origin) : "%s = %s".formatted(key, value);
	}

	private @Nullable Origin origin(String key) {
		ConfigurationPropertyName name = ConfigurationPropertyName.ofIfValid(key);
		if (name == null) {
			return null;
		}
		return StreamSupport.stream(ConfigurationPropertySources.get(this.environment).spliterator(), false)
			.map((source) -> source.getConfigurationProperty(name))
			.filter(Objects::nonNull)
			.findFirst()
			.map(Origin::from)
			.orElse(null);
	}

}
