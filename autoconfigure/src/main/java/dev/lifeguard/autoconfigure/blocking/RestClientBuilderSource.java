package dev.lifeguard.autoconfigure.blocking;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Source of the builder that a named {@code RestClient} starts from.
 */
@FunctionalInterface
interface RestClientBuilderSource {

	/**
	 * Create a builder. Customizers come after the request factory, because that of
	 * {@code MockRestServiceServer} puts its own in its place.
	 * @param requestFactory the client's request factory
	 * @return a new builder
	 */
	RestClient.Builder builder(ClientHttpRequestFactory requestFactory);

}
