package dev.lifeguard.naive;

import java.util.Optional;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Orders through a plain client: no time limit, three attempts whatever the request, and
 * a response that is forgotten if there is no order.
 */
@Component
class NaiveOrders {

	private static final int ATTEMPTS = 3;

	private final RestClient client;

	NaiveOrders(RestClient.Builder builder, @Value("${orders.url}") String url) {
		this.client = builder.baseUrl(url).build();
	}

	Optional<String> find(String id) {
		return retried(() -> this.client.get().uri("/orders/{id}", id).exchangeForRequiredValue((request, response) -> {
			if (response.getStatusCode() == HttpStatus.NOT_FOUND) {
				return Optional.empty();
			}
			try (response) {
				if (response.getStatusCode().isError()) {
					throw response.createException();
				}
				return Optional.ofNullable(response.bodyTo(String.class));
			}
		}, false));
	}

	void place(String order) {
		retried(() -> this.client.post().uri("/orders").body(order).retrieve().toBodilessEntity());
	}

	private static <T> T retried(Supplier<T> call) {
		RestClientException last = null;
		for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
			try {
				return call.get();
			}
			catch (RestClientException ex) {
				last = ex;
			}
		}
		throw failure(last);
	}

	private static RestClientException failure(@Nullable RestClientException last) {
		return (last != null) ? last : new RestClientException("no attempt was made");
	}

}
