package dev.lifeguard.autoconfigure.blocking;

import java.util.function.Consumer;

import dev.lifeguard.autoconfigure.TunedBuilders;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * Takes part in the configuration of HTTP service groups, at one place in their order.
 *
 * @param order the place
 * @param part what is done there
 */
record RestClientGroups(int order,
		Consumer<Groups<RestClient.Builder>> part) implements RestClientHttpServiceGroupConfigurer {

	static RestClientGroups begin() {
		return new RestClientGroups(TunedBuilders.BEFORE_CUSTOMIZERS, (groups) -> TunedBuilders.suspend());
	}

	/**
	 * Let each group whose name is a client's use that client.
	 */
	static RestClientGroups end(NamedRestClients clients) {
		return new RestClientGroups(TunedBuilders.AFTER_CUSTOMIZERS, (groups) -> {
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
	public void configureGroups(Groups<RestClient.Builder> groups) {
		this.part.accept(groups);
	}

}
