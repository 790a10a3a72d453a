package dev.lifeguard.autoconfigure.reactive;

import dev.lifeguard.autoconfigure.ClientGroups;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * The part in HTTP service groups of {@code WebClient}.
 */
final class WebClientGroups extends ClientGroups<WebClient.Builder> implements WebClientHttpServiceGroupConfigurer {

	WebClientGroups() {
	}

	WebClientGroups(NamedWebClients clients) {
		super(clients::has, clients::equip);
	}

	private WebClientGroups(NamedWebClients clients, int order) {
		super(order, clients::has, clients::enclose);
	}

	/**
	 * Take part after everybody else, for what has to be outermost.
	 */
	static WebClientGroups last(NamedWebClients clients) {
		return new WebClientGroups(clients, Ordered.LOWEST_PRECEDENCE);
	}

}
