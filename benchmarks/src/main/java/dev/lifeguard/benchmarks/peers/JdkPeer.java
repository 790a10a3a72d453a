package dev.lifeguard.benchmarks.peers;

import java.net.http.HttpClient.Version;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

import dev.lifeguard.benchmarks.load.Calls;

import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;

/**
 * A {@code RestClient} on the JDK's client, which has no bound for its connections and
 * closes idle ones after 30 seconds by itself.
 */
final class JdkPeer implements Peer {

	@Override
	public String name() {
		return "jdk";
	}

	@Override
	public Calls defaults(String baseUrl) {
		return RestClientCalls.of(ClientHttpRequestFactoryBuilder.jdk().build(), baseUrl);
	}

	@Override
	public Calls tuned(String baseUrl) {
		return new RetriedCalls(RestClientCalls.of(ClientHttpRequestFactoryBuilder.jdk()
			.withExecutor(executor())
			.withHttpClientCustomizer((client) -> client.version(Version.HTTP_1_1))
			.build(Tuning.settings()), baseUrl));
	}

	// without one, Spring starts a thread for each call
	private static Executor executor() {
		return Executors.newCachedThreadPool((task) -> {
			Thread thread = new Thread(task, "jdk-client");
			thread.setDaemon(true);
			return thread;
		});
	}

}
