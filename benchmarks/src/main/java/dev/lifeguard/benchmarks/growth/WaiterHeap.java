package dev.lifeguard.benchmarks.growth;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.BiConsumer;

import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.time.TimerThread;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The heap of a call that waits for a place, while a server that never answers has all of
 * the connections; and of one that waits at the gate alone.
 */
final class WaiterHeap implements Experiment {

	private static final int BACKLOG = 64;

	private static final int FIRST = 1_000;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		try (ServerSocket silent = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
			Application application = Application.start(setting.contestant(), Bounds.of(WaitingCalls.CONNECTIONS), 1,
					silent.getLocalPort());
			for (int size : setting.sizes()) {
				results.accept(size, new double[] { calls(application.client(0), size), atGate(size) });
			}
		}
	}

	private static double calls(WebClient client, int count) throws InterruptedException {
		call(client, FIRST);
		double before = Heap.used();
		call(client, count);
		return (Heap.used() - before) / count;
	}

	private static void call(WebClient client, int count) {
		for (int call = 0; call < count; call++) {
			Calls.get(client).subscribe();
		}
	}

	private static double atGate(int count) throws InterruptedException {
		try (TimerThread timer = new TimerThread()) {
			LeaseGate gate = GateOnly.gate(timer);
			GateOnly.Callers callers = new GateOnly.Callers(gate);
			callers.join(FIRST);
			double before = Heap.used();
			callers.join(count);
			double after = Heap.used();
			if (gate.snapshot().pending() < count) {
				throw new IllegalStateException("not all of them wait");
			}
			return (after - before) / count;
		}
	}

}
