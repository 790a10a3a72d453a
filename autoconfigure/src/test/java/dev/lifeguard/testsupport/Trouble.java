package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.registry.ClientRegistry;
import org.awaitility.Awaitility;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Ways in which a pool of {@value #PLACES} runs empty, produced with real sockets. Each
 * keeps the places until it is closed.
 */
public abstract class Trouble implements AutoCloseable {

	/** The bound of the client that gets into trouble. */
	public static final int PLACES = 4;

	private static final Executor READERS = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "reader");
		thread.setDaemon(true);
		return thread;
	});

	private static final String PIECE = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npiece";

	private final List<AutoCloseable> resources = new ArrayList<>();

	/**
	 * Return how an application is set up that gets into trouble.
	 * @return settings of the client
	 */
	public static String[] settings() {
		return new String[] { "pool.max-connections=" + PLACES, "pool.max-pending=" + PLACES,
				"pool.acquire-timeout=400ms", "leak.threshold=8s" };
	}

	/**
	 * Take some of the places.
	 * @param app the application
	 * @param face the kind of client
	 * @param places how many
	 * @throws Exception if that fails
	 */
	public abstract void begin(App app, Face face, int places) throws Exception;

	/**
	 * Call until a place is waited for in vain.
	 * @param app the application
	 * @param face the kind of client
	 * @return the failure
	 */
	public PoolExhaustedException refusal(App app, Face face) {
		return Calls.atOnce(2, app.caller(face), "http://localhost:1/")
			.stream()
			.map(Calls.Outcome::exhaustion)
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow();
	}

	/**
	 * Keep something until the trouble is over.
	 */
	protected <T extends AutoCloseable> T keep(T resource) {
		this.resources.add(0, resource);
		return resource;
	}

	@Override
	public void close() {
		for (AutoCloseable resource : this.resources) {
			close(resource);
		}
	}

	private static void close(AutoCloseable resource) {
		try {
			resource.close();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return a kind of trouble.
	 * @param cause its cause
	 * @return the trouble
	 */
	public static Trouble of(Cause cause) {
		return switch (cause) {
			case SLOW_BACKEND -> new SlowBackend();
			case STALLED_BODY -> new StalledBody();
			case LEAK -> new Leaks(LeakKind.UNTOUCHED);
			case CONNECT_STALL -> new BlackHole();
			case SLOW_READER -> new Readers();
			case NESTED_CALLS -> new Nested();
			case EVENT_LOOP_BLOCKED -> new BlockedLoops();
			default -> throw new IllegalArgumentException(cause.name());
		};
	}

	private static void awaitActive(App app, int places) {
		Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> app.active() >= places);
	}

	private static final class SlowBackend extends Trouble {

		@Override
		public void begin(App app, Face face, int places) throws Exception {
			Backend backend = keep(Backend.start());
			for (int call = 0; call < 20; call++) {
				app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS);
			}
			backend.shut();
			for (int call = 0; call < places; call++) {
				app.caller(face).get(backend.url());
			}
			Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> backend.inFlight() == places);
		}

	}

	private static final class StalledBody extends Trouble {

		@Override
		public void begin(App app, Face face, int places) {
			ScriptedServer server = keep(ScriptedServer.start((exchange) -> exchange.send(PIECE).hold()));
			int before = app.active();
			for (int call = 0; call < places; call++) {
				app.caller(face).get(server.url());
			}
			awaitActive(app, before + places);
		}

	}

	/**
	 * Responses that the application does not read.
	 */
	public static final class Leaks extends Trouble {

		private final LeakKind kind;

		/**
		 * Create the trouble.
		 * @param kind how the responses are leaked
		 */
		public Leaks(LeakKind kind) {
			this.kind = kind;
		}

		@Override
		public void begin(App app, Face face, int places) throws IOException {
			Backend backend = keep(Backend.start());
			int before = app.active();
			for (int leak = 0; leak < places; leak++) {
				LeakKind.Leaked leaked = this.kind.leak(app, backend.url() + "/bytes/4MB");
				keep(() -> {
					try {
						leaked.readLate();
					}
					catch (Exception ex) {
						// its place was taken back, or its backend is gone
					}
				});
			}
			awaitActive(app, before + places);
		}

	}

	/**
	 * Responses that the application reads piece by piece, and works on each of them.
	 */
	private static final class Readers extends Trouble {

		private static final String LARGE = "HTTP/1.1 200 OK\r\nContent-Length: 50000000\r\n\r\n"
				+ "x".repeat(50_000_000);

		private static final int PIECE_SIZE = 8192;

		private final CountDownLatch over = new CountDownLatch(1);

		@Override
		public void begin(App app, Face face, int places) {
			ScriptedServer server = keep(ScriptedServer.start((exchange) -> exchange.send(LARGE)));
			keep(this.over::countDown);
			int before = app.active();
			for (int reader = 0; reader < places; reader++) {
				start(app, face, server.url(), Duration.ofMillis(60 + 60 * reader));
			}
			awaitActive(app, before + places);
			Awaitility.await()
				.until(() -> app.bean(ClientRegistry.class)
					.client("orders")
					.holders()
					.stream()
					.filter((holder) -> holder.asks() > 2)
					.count() >= places);
		}

		private void start(App app, Face face, String url, Duration work) {
			if (face == Face.REST_CLIENT) {
				CompletableFuture.runAsync(() -> read(app, url, work), READERS);
				return;
			}
			Disposable reading = app.webClient()
				.get()
				.uri(url)
				.retrieve()
				.bodyToFlux(DataBuffer.class)
				.doOnNext(DataBufferUtils::release)
				.concatMap((piece) -> Mono.delay(work), 1)
				.onErrorComplete()
				.subscribe();
			keep(reading::dispose);
		}

		private void read(App app, String url, Duration work) {
			app.restClient().get().uri(url).exchange((request, response) -> {
				InputStream body = response.getBody();
				int read = body.readNBytes(PIECE_SIZE).length;
				while (read > 0 && !isOver(work)) {
					read = body.readNBytes(PIECE_SIZE).length;
				}
				return read;
			});
		}

		private boolean isOver(Duration work) {
			try {
				return this.over.await(work.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (InterruptedException ex) {
				return true;
			}
		}

	}

	private static final class BlackHole extends Trouble {

		@Override
		public void begin(App app, Face face, int places) {
			SilentServer server = keep(SilentServer.blackHole());
			for (int call = 0; call < places; call++) {
				app.caller(face).get(server.url("http"));
			}
			Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> app.snapshot().connecting() == places);
		}

	}

	/**
	 * Each caller reads a large response piece by piece, and calls again before it is
	 * read.
	 */
	private static final class Nested extends Trouble {

		private final BlockingQueue<PoolExhaustedException> failures = new LinkedBlockingQueue<>();

		/**
		 * The inner calls are those that are refused.
		 */
		@Override
		public PoolExhaustedException refusal(App app, Face face) {
			try {
				return Objects.requireNonNull(this.failures.poll(5, TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private void failed(Throwable failure) {
			Calls.causes(failure)
				.filter(PoolExhaustedException.class::isInstance)
				.map(PoolExhaustedException.class::cast)
				.forEach(this.failures::add);
		}

		@Override
		public void begin(App app, Face face, int places) {
			Backend backend = keep(Backend.start());
			String large = backend.url() + "/bytes/4MB";
			CountDownLatch all = new CountDownLatch(places);
			for (int call = 0; call < places; call++) {
				if (face == Face.REST_CLIENT) {
					Thread thread = new Thread(() -> nestBlocking(app, large, backend.url(), all), "nesting");
					thread.setDaemon(true);
					thread.start();
				}
				else {
					nestReactive(app, large, backend.url());
				}
			}
		}

		private void nestBlocking(App app, String large, String small, CountDownLatch all) {
			try {
				app.restClient().get().uri(large).exchange((request, response) -> {
					all.countDown();
					await(all);
					return app.restClient().get().uri(small).retrieve().body(String.class);
				});
			}
			catch (RuntimeException ex) {
				failed(ex);
			}
		}

		private void nestReactive(App app, String large, String small) {
			app.webClient()
				.get()
				.uri(large)
				.retrieve()
				.bodyToFlux(DataBuffer.class)
				.doOnNext(DataBufferUtils::release)
				.concatMap((piece) -> app.webClient().get().uri(small).retrieve().bodyToMono(String.class))
				.subscribe((text) -> {
				}, this::failed);
		}

		private static void await(CountDownLatch all) {
			try {
				all.await(5, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/**
	 * The application blocks every loop in a reactive chain.
	 */
	private static final class BlockedLoops extends Trouble {

		@Override
		public void begin(App app, Face face, int places) throws Exception {
			Backend backend = keep(Backend.start());
			CountDownLatch over = new CountDownLatch(1);
			keep(over::countDown);
			for (int call = 0; call < 20; call++) {
				app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS);
			}
			List<Future<String>> calls = new ArrayList<>();
			for (int call = 0; call < places; call++) {
				calls.add(app.webClient()
					.get()
					.uri(backend.url() + "/bytes/4MB")
					.retrieve()
					.bodyToFlux(DataBuffer.class)
					.doOnNext(DataBufferUtils::release)
					.doOnNext((piece) -> block(over))
					.then()
					.thenReturn("read")
					.toFuture());
			}
			awaitActive(app, 1);
		}

		private static void block(CountDownLatch over) {
			try {
				over.await(10, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
