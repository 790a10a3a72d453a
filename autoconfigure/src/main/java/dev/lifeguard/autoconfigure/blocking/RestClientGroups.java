package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.autoconfigure.ClientGroups;

import org.springframework.core.Ordered;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * The part in HTTP service groups of {@code RestClient}.
 */
final class RestClientGroups extends ClientGroups<RestClient.Builder> implements RestClientHttpServiceGroupConfigurer {

	RestClientGroups() {
	}

	RestClientGroups(NamedRestClients clients) {
		super(clients::has, clients::equip);
	}

	private RestClientGroups(NamedRestClients clients, int order) {
		super(order, clients::has, clients::enclose);
	}

	/**
	 * Take part after everybody else, for what has to be outermost.
	 */
	static RestClientGroups last(NamedRestClients clients) {
		return new RestClientGroups(clients, Ordered.LOWEST_PRECEDENCE);
	}

}
