package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * Ways in which an application leaks a response, as they are met in the wild.
 */
public enum LeakKind {

	/** {@code exchange(fn, false)}: the response is kept, its body is not touched. */
	UNTOUCHED(true) {

		@Override
		public Leaked leak(App app, String url) {
			ClientHttpResponse response = kept(app, url);
			return () -> response.getBody().readAllBytes();
		}

	},

	/** The body is read to the half. */
	HALF_READ(true) {

		@Override
		public Leaked leak(App app, String url) throws IOException {
			InputStream body = kept(app, url).getBody();
			body.readNBytes(1000);
			return body::readAllBytes;
		}

	},

	/** The body's stream is asked for, and nothing is read. */
	STREAM_UNREAD(true) {

		@Override
		public Leaked leak(App app, String url) throws IOException {
			InputStream body = kept(app, url).getBody();
			return body::readAllBytes;
		}

	},

	/** The body is subscribed to without demand. */
	NO_DEMAND(false) {

		@Override
		public Leaked leak(App app, String url) {
			return subscribe(app, url, 0);
		}

	},

	/** One piece of the body is asked for, and no more. */
	ONE_PIECE(false) {

		@Override
		public Leaked leak(App app, String url) {
			return subscribe(app, url, 1);
		}

	},

	/** {@code toEntityFlux}: the body is never subscribed to. */
	FLUX_UNREAD(true) {

		@Override
		public Leaked leak(App app, String url) {
			ResponseEntity<Flux<DataBuffer>> entity = app.webClient()
				.get()
				.uri(url)
				.retrieve()
				.toEntityFlux(DataBuffer.class)
				.block(PATIENCE);
			return () -> drain(entity.getBody());
		}

	},

	/** {@code exchangeToMono} whose function never ends. */
	NEVER_ENDS(false) {

		@Override
		public Leaked leak(App app, String url) {
			AtomicReference<ClientResponse> response = new AtomicReference<>();
			Disposable call = app.webClient().get().uri(url).exchangeToMono((answer) -> {
				response.set(answer);
				return Mono.never();
			}).subscribe();
			Awaitility.await().until(() -> response.get() != null && !call.isDisposed());
			return () -> drain(response.get().body((answer, context) -> answer.getBody()));
		}

	};

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final boolean collectable;

	LeakKind(boolean collectable) {
		this.collectable = collectable;
	}

	/**
	 * Return whether nothing but the application refers to the response.
	 * @return whether the garbage collector finds the leak once the application has
	 * dropped it
	 */
	public boolean isCollectable() {
		return this.collectable;
	}

	/**
	 * Leak one response of the client {@code orders}.
	 * @param app the application
	 * @param url what to call
	 * @return the response, for somebody who comes late
	 * @throws IOException if the call fails
	 */
	public abstract Leaked leak(App app, String url) throws IOException;

	private static ClientHttpResponse kept(App app, String url) {
		return app.restClient().get().uri(url).exchange((request, response) -> response, false);
	}

	private static Leaked subscribe(App app, String url, long demand) {
		LateReader reader = new LateReader(demand);
		app.webClient().get().uri(url).retrieve().bodyToFlux(DataBuffer.class).subscribe(reader);
		Awaitility.await().until(reader::hasBegun);
		return reader::readOn;
	}

	private static void drain(Flux<DataBuffer> body) {
		body.doOnNext(DataBufferUtils::release).blockLast(PATIENCE);
	}

	/**
	 * A response that was leaked.
	 */
	@FunctionalInterface
	public interface Leaked {

		/**
		 * Read what is left of it.
		 * @throws Exception if that is not possible any more
		 */
		void readLate() throws Exception;

	}

	/**
	 * Asks for no more than it said, until it is told to read on.
	 */
	private static final class LateReader extends BaseSubscriber<DataBuffer> {

		private final long demand;

		private final Sinks.Empty<Void> end = Sinks.empty();

		LateReader(long demand) {
			this.demand = demand;
		}

		@Override
		protected void hookOnSubscribe(Subscription subscription) {
			if (this.demand > 0) {
				request(this.demand);
			}
		}

		@Override
		protected void hookOnNext(DataBuffer bytes) {
			DataBufferUtils.release(bytes);
		}

		@Override
		protected void hookOnError(Throwable failure) {
			this.end.tryEmitError(failure);
		}

		@Override
		protected void hookOnComplete() {
			this.end.tryEmitEmpty();
		}

		boolean hasBegun() {
			return upstream() != null;
		}

		void readOn() {
			requestUnbounded();
			this.end.asMono().block(PATIENCE);
		}

	}

}
