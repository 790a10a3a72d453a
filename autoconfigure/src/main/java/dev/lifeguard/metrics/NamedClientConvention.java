package dev.lifeguard.metrics;

import dev.lifeguard.client.ClientSettings;
import io.micrometer.common.KeyValue;

import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.observation.ClientHttpObservationDocumentation.LowCardinalityKeyNames;
import org.springframework.http.client.observation.ClientRequestObservationContext;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Spring's convention for blocking calls, whose {@code client.name} is the client's name
 * if a named client makes the call.
 *
 * @since 0.1.0
 */
public final class NamedClientConvention extends DefaultClientRequestObservationConvention {

	/**
	 * Create a convention.
	 * @param name the name of the observations
	 */
	public NamedClientConvention(String name) {
		super(name);
	}

	@Override
	protected KeyValue clientName(ClientRequestObservationContext context) {
		ClientHttpRequest request = context.getCarrier();
		if (request != null && request.getAttributes().get(ClientSettings.NAME_ATTRIBUTE) instanceof String client) {
			return KeyValue.of(LowCardinalityKeyNames.CLIENT_NAME, client);
		}
		return super.clientName(context);
	}

}
