package dev.lifeguard.benchmarks.cold;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Calls of the JDK's client.
 */
class JdkCalls implements ColdCalls {

	private final HttpClient client = HttpClient.newHttpClient();

	private final String url;

	JdkCalls(String url) {
		this.url = url;
	}

	@Override
	public void call(String path) {
		try {
			this.client.send(HttpRequest.newBuilder(URI.create(this.url + path)).build(), BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
