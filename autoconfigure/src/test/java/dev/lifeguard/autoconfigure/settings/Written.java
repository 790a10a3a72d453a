package dev.lifeguard.autoconfigure.settings;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.client.Setting.Origin;

/**
 * What somebody has written of the client {@code orders}, by its place.
 */
final class Written {

	private final Map<Origin, ClientProperties> places = new EnumMap<>(Origin.class);

	Written() {
		Stream.of(Origin.CLIENT, Origin.GROUP, Origin.DEFAULTS, Origin.SPRING)
			.forEach((place) -> this.places.put(place, new ClientProperties()));
	}

	/**
	 * Write something below the client's own name.
	 */
	Written own(Consumer<ClientProperties> writing) {
		return at(Origin.CLIENT, writing);
	}

	Written at(Origin place, Consumer<ClientProperties> writing) {
		writing.accept(this.places.get(place));
		return this;
	}

	Written at(Origin place, ClientProperties written) {
		this.places.put(place, written);
		return this;
	}

	Leaves leaves() {
		return new Leaves("orders", this.places);
	}

}
