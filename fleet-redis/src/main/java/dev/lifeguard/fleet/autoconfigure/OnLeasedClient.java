package dev.lifeguard.fleet.autoconfigure;

import dev.lifeguard.autoconfigure.settings.ClientNames;
import dev.lifeguard.limit.FleetSettings.Mode;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that a client has {@code fleet.mode: lease}.
 */
class OnLeasedClient extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("a Lifeguard client with fleet.mode: lease");
		Environment environment = context.getEnvironment();
		Binder binder = Binder.get(environment);
		Mode defaults = mode(binder, "lifeguard.defaults", Mode.CHECK);
		for (String client : ClientNames.in(environment)) {
			if (mode(binder, "lifeguard.clients." + client, defaults) == Mode.LEASE) {
				return ConditionOutcome.match(message.foundExactly(client));
			}
		}
		return ConditionOutcome.noMatch(message.because("there is none"));
	}

	private static Mode mode(Binder binder, String prefix, Mode byDefault) {
		return binder.bind(prefix + ".fleet.mode", Mode.class).orElse(byDefault);
	}

}
