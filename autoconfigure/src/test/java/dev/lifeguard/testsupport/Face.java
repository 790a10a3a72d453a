package dev.lifeguard.testsupport;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The two clients that every scenario runs for.
 */
public enum Face {

	/** {@code RestClient}, each call on a thread of its own. */
	REST_CLIENT {

		@Override
		public Caller of(RestClient restClient, WebClient webClient) {
			return (uri) -> {
				FutureTask<String> call = new FutureTask<>(
						() -> restClient.get().uri(uri).retrieve().body(String.class));
				THREADS.execute(call);
				return call;
			};
		}

	},

	/** {@code WebClient}, subscribed to on the caller's thread. */
	WEB_CLIENT {

		@Override
		public Caller of(RestClient restClient, WebClient webClient) {
			return (uri) -> {
				CompletableFuture<String> call = webClient.get()
					.uri(uri)
					.retrieve()
					.bodyToMono(String.class)
					.toFuture();
				return call;
			};
		}

	};

	private static final ExecutorService THREADS = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Return what makes calls with this face.
	 * @param restClient the blocking client
	 * @param webClient the reactive client
	 * @return the caller
	 */
	public abstract Caller of(RestClient restClient, WebClient webClient);

	/**
	 * Makes calls.
	 */
	@FunctionalInterface
	public interface Caller {

		/**
		 * Start a call.
		 * @param uri where it goes
		 * @return the body to come; cancelling the future cancels the call
		 */
		Future<String> get(String uri);

	}

}
