package dev.lifeguard.autoconfigure.reactive;

import java.util.function.BiConsumer;

import dev.lifeguard.autoconfigure.ClientGroups;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Configuration of HTTP service groups for {@code WebClient}.
 */
final class WebClientGroups extends ClientGroups<WebClient.Builder> implements WebClientHttpServiceGroupConfigurer {

	private WebClientGroups(int order, NamedWebClients clients, BiConsumer<WebClient.Builder, String> equip) {
		super(order, clients::has, equip);
	}

	/**
	 * One of the customizers sets Boot's connector, so it is too early for the client's.
	 */
	static WebClientGroups beforeCustomizers(NamedWebClients clients) {
		return new WebClientGroups(BEFORE_CUSTOMIZERS, clients, (builder, name) -> {
		});
	}

	static WebClientGroups afterLoadBalancer(NamedWebClients clients) {
		return new WebClientGroups(AFTER_LOAD_BALANCER, clients, clients::equip);
	}

	static WebClientGroups last(NamedWebClients clients) {
		return new WebClientGroups(LAST, clients, clients::enclose);
	}

}
