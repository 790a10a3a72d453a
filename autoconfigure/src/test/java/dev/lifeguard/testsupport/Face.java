package dev.lifeguard.testsupport;

import java.util.concurrent.Callable;
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
			return new Caller() {

				@Override
				public Future<String> get(String uri) {
					return start(() -> restClient.get().uri(uri).retrieve().body(String.class));
				}

				@Override
				public Future<String> post(String uri, String body) {
					return start(() -> restClient.post().uri(uri).body(body).retrieve().body(String.class));
				}

			};
		}

	},

	/** {@code WebClient}, subscribed to on the caller's thread. */
	WEB_CLIENT {

		@Override
		public Caller of(RestClient restClient, WebClient webClient) {
			return new Caller() {

				@Override
				public Future<String> get(String uri) {
					return webClient.get().uri(uri).retrieve().bodyToMono(String.class).toFuture();
				}

				@Override
				public Future<String> post(String uri, String body) {
					return webClient.post().uri(uri).bodyValue(body).retrieve().bodyToMono(String.class).toFuture();
				}

			};
		}

	};

	private static final ExecutorService THREADS = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		return thread;
	});

	private static Future<String> start(Callable<String> call) {
		FutureTask<String> started = new FutureTask<>(call);
		THREADS.execute(started);
		return started;
	}

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
	public interface Caller {

		/**
		 * Start a call.
		 * @param uri where it goes
		 * @return the body to come; cancelling the future cancels the call
		 */
		Future<String> get(String uri);

		/**
		 * Start a call that sends something.
		 * @param uri where it goes
		 * @param body what it sends
		 * @return the body to come; cancelling the future cancels the call
		 */
		Future<String> post(String uri, String body);

	}

}
