package dev.lifeguard.autoconfigure.blocking;

import java.util.function.BiConsumer;

import dev.lifeguard.autoconfigure.ClientGroups;

import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;

/**
 * The part in HTTP service groups of {@code RestClient}.
 */
final class RestClientGroups extends ClientGroups<RestClient.Builder> implements RestClientHttpServiceGroupConfigurer {

	private RestClientGroups(NamedRestClients clients, BiConsumer<RestClient.Builder, String> equip, boolean before) {
		super(clients::has, equip, before);
	}

	/**
	 * The customizers come after it, so one that sets a request factory, such as a mock,
	 * replaces the client's as it does everywhere.
	 */
	static RestClientGroups beforeCustomizers(NamedRestClients clients) {
		return new RestClientGroups(clients, clients::connect, true);
	}

	static RestClientGroups afterCustomizers(NamedRestClients clients) {
		return new RestClientGroups(clients, clients::enclose, false);
	}

	/**
	 * Without Boot's module nobody applies customizers.
	 */
	static RestClientGroups withoutCustomizers(NamedRestClients clients) {
		return new RestClientGroups(clients, (builder, name) -> {
			clients.connect(builder, name);
			clients.enclose(builder, name);
		}, false);
	}

}
