package dev.lifeguard.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.ConfigurationPropertyState;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that the application has a client. Without one, Lifeguard contributes nothing
 * that other libraries or operators could notice.
 *
 * @since 0.1.0
 */
public final class OnConfiguredClient extends SpringBootCondition {

	private static final ConfigurationPropertyName CLIENTS = ConfigurationPropertyName.of("lifeguard.clients");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("a Lifeguard client");
		return isIn(context.getEnvironment()) ? ConditionOutcome.match(message.because("there is one"))
				: ConditionOutcome.noMatch(message.because("no key begins with " + CLIENTS));
	}

	/**
	 * Return whether a client is configured.
	 * @param environment where the keys are
	 * @return whether one of them belongs to a client
	 */
	public static boolean isIn(Environment environment) {
		return isAny(environment, CLIENTS);
	}

	static boolean isAny(Environment environment, ConfigurationPropertyName prefix) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			if (source.containsDescendantOf(prefix) == ConfigurationPropertyState.PRESENT) {
				return true;
			}
		}
		return false;
	}

}
