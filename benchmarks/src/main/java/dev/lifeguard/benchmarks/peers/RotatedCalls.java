package dev.lifeguard.benchmarks.peers;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.benchmarks.load.BlockingCalls;
import dev.lifeguard.benchmarks.load.Calls;
import dev.lifeguard.benchmarks.load.Job;
import dev.lifeguard.benchmarks.load.ReactiveCalls;
import reactor.core.publisher.Mono;

/**
 * Clients of a kind that take turns, as the instances of a fleet behind a balancer do.
 */
final class RotatedCalls {

	private final List<Calls> clients;

	private final AtomicInteger turn = new AtomicInteger();

	private RotatedCalls(List<Calls> clients) {
		this.clients = clients;
	}

	/**
	 * Return the calls of clients that are all of one kind.
	 */
	static Calls of(List<Calls> clients) {
		RotatedCalls rotated = new RotatedCalls(clients);
		return (clients.get(0) instanceof ReactiveCalls) ? new Reactive(rotated) : new Blocking(rotated);
	}

	private Calls next() {
		return this.clients.get(Math.floorMod(this.turn.getAndIncrement(), this.clients.size()));
	}

	private void closeAll() {
		this.clients.forEach(Calls::close);
	}

	private record Blocking(RotatedCalls clients) implements BlockingCalls {

		@Override
		public boolean call(Job job) throws Exception {
			return ((BlockingCalls) this.clients.next()).call(job);
		}

		@Override
		public void close() {
			this.clients.closeAll();
		}

	}

	private record Reactive(RotatedCalls clients) implements ReactiveCalls {

		@Override
		public Mono<Boolean> call(Job job) {
			return ((ReactiveCalls) this.clients.next()).call(job);
		}

		@Override
		public void close() {
			this.clients.closeAll();
		}

	}

}
