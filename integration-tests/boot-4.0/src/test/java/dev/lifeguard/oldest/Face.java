package dev.lifeguard.oldest;

import java.time.Duration;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The two clients that every scenario runs for.
 */
enum Face {

	/** {@code RestClient}. */
	REST_CLIENT {

		@Override
		String get(RestClient restClient, WebClient webClient, String uri) {
			return String.valueOf(restClient.get().uri(uri).retrieve().body(String.class));
		}

	},

	/** {@code WebClient}. */
	WEB_CLIENT {

		@Override
		String get(RestClient restClient, WebClient webClient, String uri) {
			return String.valueOf(webClient.get().uri(uri).retrieve().bodyToMono(String.class).block(LONGEST));
		}

	};

	private static final Duration LONGEST = Duration.ofSeconds(20);

	/**
	 * Make a call with this face.
	 * @param restClient the blocking client
	 * @param webClient the reactive client
	 * @param uri where it goes
	 * @return the body
	 */
	abstract String get(RestClient restClient, WebClient webClient, String uri);

}
