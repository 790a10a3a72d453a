package dev.lifeguard.benchmarks.soak;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;

import dev.lifeguard.registry.LifeguardClients;
import reactor.core.publisher.Mono;

import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Callers of both faces: they read, post large bodies, leak responses, and lose patience.
 */
final class Churn {

	private static final int CALLERS = 12;

	private static final int PATIENCE_MILLIS = 30;

	private static final byte[] LARGE = new byte[200_000];

	/** Shared by all contexts, so that only clients are opened and closed. */
	private static final ExecutorService THREADS = Executors.newFixedThreadPool(2 * CALLERS, (task) -> {
		Thread thread = new Thread(task, "caller");
		thread.setDaemon(true);
		return thread;
	});

	private final LongAdder calls = new LongAdder();

	private final LongAdder failed = new LongAdder();

	private final LifeguardClients clients;

	private final List<String> urls;

	private final List<Callable<?>> deeds = List.of(() -> restClient().get().uri(uri()).retrieve().body(String.class),
			() -> restClient().post().uri(uri()).body(LARGE).retrieve().toBodilessEntity(),
			() -> restClient().get().uri(uri()).exchange((request, response) -> response, false), this::interrupt,
			() -> get(webClient().get().uri(uri()).retrieve().bodyToMono(String.class)),
			() -> get(webClient().post().uri(uri()).bodyValue(LARGE).retrieve().toBodilessEntity()), this::leak,
			() -> get(webClient().get()
				.uri(uri())
				.retrieve()
				.bodyToMono(String.class)
				.timeout(Duration.ofMillis(PATIENCE_MILLIS))));

	Churn(LifeguardClients clients, List<String> urls) {
		this.clients = clients;
		this.urls = urls;
	}

	long calls() {
		return this.calls.sum();
	}

	long failed() {
		return this.failed.sum();
	}

	/**
	 * Make each kind of call once.
	 */
	void once() {
		this.deeds.forEach(this::attempt);
	}

	/**
	 * Make calls of random kinds, and return when all have ended.
	 */
	void run(long millis) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
		Callable<Object> caller = () -> {
			do {
				attempt(this.deeds.get(ThreadLocalRandom.current().nextInt(this.deeds.size())));
			}
			while (System.nanoTime() < end);
			return end;
		};
		THREADS.invokeAll(Collections.nCopies(CALLERS, caller));
	}

	private void attempt(Callable<?> deed) {
		this.calls.increment();
		try {
			deed.call();
		}
		catch (Exception ex) {
			this.failed.increment();
		}
	}

	/**
	 * Interrupt the thread of a call that takes too long.
	 */
	private Object interrupt() throws InterruptedException, ExecutionException {
		Future<String> call = THREADS.submit(() -> restClient().get().uri(uri()).retrieve().body(String.class));
		try {
			return call.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			call.cancel(true);
			throw new CancellationException();
		}
	}

	/**
	 * Take a response without reading it.
	 */
	private Object leak() {
		return get(webClient().get().uri(uri()).exchangeToMono((response) -> Mono.just(response.statusCode())));
	}

	private static <T> T get(Mono<T> mono) {
		return mono.blockOptional().orElseThrow();
	}

	private RestClient restClient() {
		return this.clients.restClient(name());
	}

	private WebClient webClient() {
		return this.clients.webClient(name());
	}

	private static String name() {
		return (ThreadLocalRandom.current().nextInt(4) == 0) ? "small" : "orders";
	}

	private URI uri() {
		return URI.create(this.urls.get(ThreadLocalRandom.current().nextInt(this.urls.size())) + "/orders");
	}

}
