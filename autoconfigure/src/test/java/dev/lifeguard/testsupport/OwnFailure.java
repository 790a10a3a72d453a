package dev.lifeguard.testsupport;

import java.io.FileNotFoundException;
import java.io.IOException;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * What fails in the application, and what its caller is told.
 */
public enum OwnFailure {

	BODY(IOException.class, "disk is full") {

		@Override
		Object blocking(RestClient client, String uri) {
			return client.put().uri(uri).body((out) -> {
				out.write(new byte[100_000]);
				throw new IOException("disk is full");
			}).retrieve().toBodilessEntity();
		}

		@Override
		Object reactive(WebClient client, String uri) {
			return client.put()
				.uri(uri)
				.body(BodyInserters.fromDataBuffers(
						Flux.concat(Flux.just(buffer(100_000)), Flux.error(new IOException("disk is full")))))
				.retrieve()
				.toBodilessEntity()
				.block();
		}

	},

	BODY_AT_ONCE(IOException.class, "disk is full") {

		@Override
		Object blocking(RestClient client, String uri) {
			return client.put().uri(uri).body((out) -> {
				throw new IOException("disk is full");
			}).retrieve().toBodilessEntity();
		}

		@Override
		Object reactive(WebClient client, String uri) {
			return client.put()
				.uri(uri)
				.body(BodyInserters.fromDataBuffers(Flux.error(new IOException("disk is full"))))
				.retrieve()
				.toBodilessEntity()
				.block();
		}

	},

	MISSING_FILE(IOException.class, "/no/such/file") {

		@Override
		Object blocking(RestClient client, String uri) {
			return client.put().uri(uri).body(new FileSystemResource("/no/such/file")).retrieve().toBodilessEntity();
		}

		@Override
		Object reactive(WebClient client, String uri) {
			return client.put()
				.uri(uri)
				.body(BodyInserters.fromResource(new FileSystemResource("/no/such/file")))
				.retrieve()
				.toBodilessEntity()
				.block();
		}

		@Override
		public boolean isShown(Throwable cause) {
			return cause instanceof FileNotFoundException || cause.toString().contains("/no/such/file");
		}

	},

	CONVERTER(RuntimeException.class, "no getter") {

		@Override
		Object blocking(RestClient client, String uri) {
			return client.put()
				.uri(uri)
				.contentType(MediaType.APPLICATION_JSON)
				.body(new Unwritable())
				.retrieve()
				.toBodilessEntity();
		}

		@Override
		Object reactive(WebClient client, String uri) {
			return client.put()
				.uri(uri)
				.contentType(MediaType.APPLICATION_JSON)
				.bodyValue(new Unwritable())
				.retrieve()
				.toBodilessEntity()
				.block();
		}

	},

	HOOK_AFTER_ANSWER(IOException.class, "not for me") {

		@Override
		Object blocking(RestClient client, String uri) {
			ClientHttpRequestInterceptor hook = (request, body, execution) -> {
				execution.execute(request, body);
				throw new IOException("not for me");
			};
			return client.mutate().requestInterceptor(hook).build().get().uri(uri).retrieve().toBodilessEntity();
		}

		@Override
		Object reactive(WebClient client, String uri) {
			return client.mutate().filter((request, next) -> next.exchange(request).map((response) -> {
				throw Exceptions.propagate(new IOException("not for me"));
			})).build().get().uri(uri).retrieve().toBodilessEntity().block();
		}

		@Override
		public int requests() {
			return 1;
		}

	},

	HEADER(IllegalArgumentException.class, "the header 'X-Token' cannot be sent: ") {

		@Override
		Object blocking(RestClient client, String uri) {
			return client.get().uri(uri).header("X-Token", "a\r\nb").retrieve().toBodilessEntity();
		}

		@Override
		Object reactive(WebClient client, String uri) {
			return client.get().uri(uri).header("X-Token", "a\r\nb").retrieve().toBodilessEntity().block();
		}

	},

	TOO_SHORT(IllegalArgumentException.class, "the request declares Content-Length 7 and its body has only 3 bytes") {

		@Override
		Object blocking(RestClient client, String uri) {
			return client.put()
				.uri(uri)
				.contentLength(7)
				.body((out) -> out.write(new byte[3]))
				.retrieve()
				.toBodilessEntity();
		}

		@Override
		Object reactive(WebClient client, String uri) {
			return client.put()
				.uri(uri)
				.contentLength(7)
				.body(BodyInserters.fromDataBuffers(Flux.just(buffer(1), buffer(2))))
				.retrieve()
				.toBodilessEntity()
				.block();
		}

	};

	private final Class<? extends Throwable> type;

	private final String words;

	OwnFailure(Class<? extends Throwable> type, String words) {
		this.type = type;
		this.words = words;
	}

	abstract Object blocking(RestClient client, String uri);

	abstract Object reactive(WebClient client, String uri);

	/**
	 * Return how many requests the server gets in full.
	 */
	public int requests() {
		return 0;
	}

	public boolean isShown(Throwable cause) {
		return this.type.isInstance(cause) && String.valueOf(cause.getMessage()).contains(this.words);
	}

	public @Nullable Object call(Face face, App app, String uri) {
		return (face == Face.REST_CLIENT) ? blocking(app.restClient(), uri) : reactive(app.webClient(), uri);
	}

	private static DataBuffer buffer(int size) {
		return DefaultDataBufferFactory.sharedInstance.wrap(new byte[size]);
	}

	/**
	 * Cannot be written as JSON.
	 */
	private static final class Unwritable {

		@JsonProperty
		String name() {
			throw new IllegalStateException("no getter");
		}

	}

}
