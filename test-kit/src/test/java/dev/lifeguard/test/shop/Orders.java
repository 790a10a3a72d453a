package dev.lifeguard.test.shop;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/**
 * Calls the client {@code orders}, well and badly.
 */
@Component
public class Orders {

	private final RestClient client;

	Orders(@Qualifier("orders") RestClient client) {
		this.client = client;
	}

	public @Nullable String find(String id) {
		return this.client.get().uri("/orders/{id}", id).retrieve().body(String.class);
	}

	public void place(String order) {
		this.client.post().uri("/orders").body(order).retrieve().toBodilessEntity();
	}

	/**
	 * Read an order piece by piece.
	 * @param id its number
	 * @param pause run after each piece
	 */
	public void read(String id, Runnable pause) {
		this.client.get().uri("/orders/{id}", id).exchange((request, response) -> {
			byte[] piece = new byte[16 * 1024];
			while (response.getBody().read(piece) != -1) {
				pause.run();
			}
			return id;
		});
	}

	/**
	 * Look for an order, and forget the response if there is none.
	 * @param id its number
	 * @return whether there is one
	 */
	public boolean existsOrLeaks(String id) {
		return Boolean.TRUE.equals(this.client.get().uri("/orders/{id}", id).exchange((request, response) -> {
			boolean found = response.getStatusCode() != HttpStatus.NOT_FOUND;
			if (found) {
				response.close();
			}
			return found;
		}, false));
	}

}
