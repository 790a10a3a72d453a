package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A reader who takes a large body piece by piece, and pauses after the first one.
 */
public enum SlowReader {

	/** Reads the stream of a {@code RestClient}. */
	REST_CLIENT {

		@Override
		public Future<Integer> read(App app, String client, String url, Duration pause) {
			RestClient restClient = app.clients().restClient(client);
			return CompletableFuture.supplyAsync(
					() -> restClient.get()
						.uri(url)
						.exchangeForRequiredValue((request, response) -> read(response.getBody(), pause)),
					OwnThread.EXECUTOR);
		}

		private static int read(InputStream body, Duration pause) throws IOException {
			int first = body.readNBytes(PIECE).length;
			try {
				new CountDownLatch(1).await(pause.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				throw new IOException(ex);
			}
			return first + body.readAllBytes().length;
		}

	},

	/** Takes the buffers of a {@code WebClient}. */
	WEB_CLIENT {

		@Override
		public Future<Integer> read(App app, String client, String url, Duration pause) {
			WebClient webClient = app.clients().webClient(client);
			return webClient.get().uri(url).retrieve().bodyToFlux(DataBuffer.class).index().concatMap((piece) -> {
				int size = piece.getT2().readableByteCount();
				DataBufferUtils.release(piece.getT2());
				return (piece.getT1() == 0) ? Mono.delay(pause).thenReturn(size) : Mono.just(size);
			}, 0).reduce(0, Integer::sum).toFuture();
		}

	};

	/** How large the body must be, so that it cannot all be under way. */
	public static final int SIZE = 20_000_000;

	private static final int PIECE = 1000;

	/**
	 * Start to read.
	 * @param app the application
	 * @param client the client's name
	 * @param url where the body is
	 * @param pause how long
	 * @return how many bytes were read
	 */
	public abstract Future<Integer> read(App app, String client, String url, Duration pause);

}
