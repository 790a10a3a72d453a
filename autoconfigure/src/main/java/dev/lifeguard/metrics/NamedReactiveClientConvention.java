package dev.lifeguard.metrics;

import dev.lifeguard.client.ClientSettings;
import io.micrometer.common.KeyValue;

import org.springframework.web.reactive.function.client.ClientHttpObservationDocumentation.LowCardinalityKeyNames;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

/**
 * Spring's convention for reactive calls, whose {@code client.name} is the client's name
 * if a named client makes the call.
 *
 * @since 0.1.0
 */
public final class NamedReactiveClientConvention extends DefaultClientRequestObservationConvention {

	/**
	 * Create a convention.
	 * @param name the name of the observations
	 */
	public NamedReactiveClientConvention(String name) {
		super(name);
	}

	@Override
	protected KeyValue clientName(ClientRequestObservationContext context) {
		ClientRequest request = context.getRequest();
		if (request != null && request.attributes().get(ClientSettings.NAME_ATTRIBUTE) instanceof String client) {
			return KeyValue.of(LowCardinalityKeyNames.CLIENT_NAME, client);
		}
		return super.clientName(context);
	}

}
