package dev.lifeguard.autoconfigure.reactive;

import dev.lifeguard.autoconfigure.ClientGroups;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * The part in HTTP service groups of {@code WebClient}.
 */
final class WebClientGroups extends ClientGroups<WebClient.Builder> implements WebClientHttpServiceGroupConfigurer {

	/**
	 * Take part before the customizers, one of which sets Boot's connector.
	 */
	WebClientGroups() {
		super((name) -> false, (builder, name) -> {
		}, true);
	}

	/**
	 * Take part after the customizers.
	 */
	WebClientGroups(NamedWebClients clients) {
		super(clients::has, clients::equip, false);
	}

}
