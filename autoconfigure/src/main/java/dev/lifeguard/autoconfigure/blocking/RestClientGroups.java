package dev.lifeguard.autoconfigure.blocking;

import dev.lifeguard.autoconfigure.ClientGroups;

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

}
