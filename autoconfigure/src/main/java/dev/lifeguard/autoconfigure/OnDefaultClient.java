package dev.lifeguard.autoconfigure;

import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that there is a client {@code default}.
 *
 * @since 0.1.0
 */
public final class OnDefaultClient extends SpringBootCondition {

	private static final ConfigurationPropertyName DEFAULT = ConfigurationPropertyName
		.of("lifeguard.clients." + ClientRegistry.DEFAULT);

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		boolean configured = isIn(context.getEnvironment());
		ConditionMessage.Builder message = ConditionMessage.forCondition("Lifeguard client 'default'");
		return new ConditionOutcome(configured,
				configured ? message.because("configured") : message.because("not configured"));
	}

	static boolean isIn(Environment environment) {
		return OnConfiguredClient.isAny(environment, DEFAULT);
	}

}
