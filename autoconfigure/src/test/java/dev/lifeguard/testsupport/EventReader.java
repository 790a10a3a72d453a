package dev.lifeguard.testsupport;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A reader of server-sent events.
 */
public enum EventReader {

	/** Reads the stream of a {@code RestClient} line by line. */
	REST_CLIENT {

		@Override
		public Future<List<String>> read(RestClient restClient, WebClient webClient, String url) {
			return CompletableFuture
				.supplyAsync(
						() -> restClient.get()
							.uri(url)
							.accept(MediaType.TEXT_EVENT_STREAM)
							.exchangeForRequiredValue((request, response) -> data(response.getBody())),
						OwnThread.EXECUTOR);
		}

		private static List<String> data(InputStream body) throws IOException {
			try (BufferedReader reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
				return reader.lines()
					.filter((line) -> line.startsWith("data:"))
					.map((line) -> line.substring(5))
					.toList();
			}
		}

	},

	/** Leaves it to the decoder of a {@code WebClient}. */
	WEB_CLIENT {

		@Override
		public Future<List<String>> read(RestClient restClient, WebClient webClient, String url) {
			return webClient.get()
				.uri(url)
				.accept(MediaType.TEXT_EVENT_STREAM)
				.retrieve()
				.bodyToFlux(String.class)
				.collectList()
				.toFuture();
		}

	};

	/**
	 * Start to read.
	 * @param restClient the blocking client
	 * @param webClient the reactive client
	 * @param url where the events are
	 * @return the data of all events, when the stream has ended
	 */
	public abstract Future<List<String>> read(RestClient restClient, WebClient webClient, String url);

	/**
	 * Start to read with a client by name.
	 * @param app the application
	 * @param client the client's name
	 * @param url where the events are
	 * @return the data of all events, when the stream has ended
	 */
	public Future<List<String>> read(App app, String client, String url) {
		return read(app.clients().restClient(client), app.clients().webClient(client), url);
	}

	/**
	 * Start to read with what Boot's builders make, as libraries do.
	 * @param app the application
	 * @param url where the events are
	 * @return the data of all events, when the stream has ended
	 */
	public Future<List<String>> readAsALibrary(App app, String url) {
		return read(app.bean(RestClient.Builder.class).build(), app.bean(WebClient.Builder.class).build(), url);
	}

}
