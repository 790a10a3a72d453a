package dev.lifeguard.benchmarks.learning;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.lifeguard.benchmarks.peers.Leaks;
import dev.lifeguard.registry.LifeguardClients;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * A trial of all entrants side by side: each has a backend of its own and the same calls.
 */
final class Day {

	private static final int MOST_THREADS = 8000;

	private final Plan plan;

	private final Face face;

	Day(Plan plan, Face face) {
		this.plan = plan;
		this.face = face;
	}

	Map<Entrant, Score> run() throws InterruptedException {
		EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		// a call that finds no thread fails, as at a server that is full
		ExecutorService threads = new ThreadPoolExecutor(0, MOST_THREADS, 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
				new ThreadPoolExecutor.DiscardPolicy());
		Map<Entrant, WorkBackend> backends = backends(loops);
		try (ConfigurableApplicationContext application = LimitApplication.start(this.plan.trial(), backends)) {
			return run(backends, application.getBean(LifeguardClients.class), threads);
		}
		finally {
			threads.shutdownNow();
			backends.values().forEach(WorkBackend::close);
			loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
		}
	}

	private Map<Entrant, WorkBackend> backends(EventLoopGroup loops) {
		Map<Entrant, WorkBackend> backends = new LinkedHashMap<>();
		Entrant.all().forEach((entrant) -> backends.put(entrant, new WorkBackend(loops.next(), this.plan.trial())));
		return backends;
	}

	private Map<Entrant, Score> run(Map<Entrant, WorkBackend> backends, LifeguardClients clients,
			ExecutorService threads) throws InterruptedException {
		Leaks leaks = new Leaks();
		Map<Face.Caller, Score> scores = new LinkedHashMap<>();
		Map<Entrant, Score> named = new LinkedHashMap<>();
		for (Entrant entrant : backends.keySet()) {
			Score score = new Score();
			named.put(entrant, score);
			scores.put(this.face.caller(clients, entrant.name(), threads, leaks), score);
		}
		for (WorkBackend backend : backends.values()) {
			backend.change(this.plan.trial().trouble(), Phases.TROUBLE);
			backend.change(Weather.CALM, Phases.AFTER);
		}
		call(scores);
		Thread.sleep(this.plan.trial().patience().toMillis());
		return named;
	}

	private void call(Map<Face.Caller, Score> scores) {
		long start = System.nanoTime();
		long patience = this.plan.trial().patience().toNanos();
		for (PlannedCall call : this.plan.calls()) {
			long due = start + TimeUnit.MICROSECONDS.toNanos(call.dueMicros());
			awaitUntil(due);
			scores.forEach((caller, score) -> {
				score.due(call);
				caller.begin(call, (success) -> {
					if (success && System.nanoTime() - due <= patience) {
						score.good(call);
					}
				});
			});
		}
	}

	private static void awaitUntil(long nanos) {
		for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
			LockSupport.parkNanos(left);
		}
	}

}
