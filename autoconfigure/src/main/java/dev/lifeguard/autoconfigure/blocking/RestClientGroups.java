package dev.lifeguard.autoconfigure.blocking;

import java.util.function.BiConsumer;

import dev.lifeguard.autoconfigure.ClientGroups;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Configuration of HTTP service groups for {@code RestClient}.
 */
final class RestClientGroups extends ClientGroups<RestClient.Builder> implements RestClientHttpServiceGroupConfigurer {

	private RestClientGroups(int order, NamedRestClients clients, BiConsumer<RestClient.Builder, String> equip) {
		super(order, clients::has, equip);
	}

	/**
	 * A customizer that sets a request factory, such as a mock, replaces the client's as
	 * it does everywhere.
	 */
	static RestClientGroups beforeCustomizers(NamedRestClients clients) {
		return new RestClientGroups(BEFORE_CUSTOMIZERS, clients, clients::connect);
	}

	static RestClientGroups afterLoadBalancer(NamedRestClients clients) {
		return new RestClientGroups(AFTER_LOAD_BALANCER, clients, clients::equip);
	}

	static RestClientGroups last(NamedRestClients clients) {
		return new RestClientGroups(LAST, clients, clients::enclose);
	}

}
