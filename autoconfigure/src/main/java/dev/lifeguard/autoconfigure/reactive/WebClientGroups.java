package dev.lifeguard.autoconfigure.reactive;

import java.util.function.Consumer;

import dev.lifeguard.autoconfigure.TunedBuilders;

import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Takes part in the configuration of HTTP service groups, at one place in their order.
 *
 * @param order the place
 * @param part what is done there
 */
record WebClientGroups(int order,
		Consumer<Groups<WebClient.Builder>> part) implements WebClientHttpServiceGroupConfigurer {

	static WebClientGroups begin() {
		return new WebClientGroups(TunedBuilders.BEFORE_CUSTOMIZERS, (groups) -> TunedBuilders.suspend());
	}

	/**
	 * Let each group whose name is a client's use that client.
	 */
	static WebClientGroups end(NamedWebClients clients) {
		return new WebClientGroups(TunedBuilders.AFTER_CUSTOMIZERS, (groups) -> {
			TunedBuilders.resume();
			groups.filter((group) -> clients.has(group.name()))
				.forEachClient((group, builder) -> clients.equip(builder, group.name()));
		});
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public void configureGroups(Groups<WebClient.Builder> groups) {
		this.part.accept(groups);
	}

}
