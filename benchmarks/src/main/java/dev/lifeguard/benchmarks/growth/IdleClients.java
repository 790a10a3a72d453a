package dev.lifeguard.benchmarks.growth;

import java.util.List;
import java.util.function.BiConsumer;

import reactor.core.publisher.Flux;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The heap of clients that do nothing: before they were ever used, and with one open
 * connection each after a call.
 */
final class IdleClients implements Experiment {

	private static final Bounds BOUNDS = Bounds.of(64);

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		int port = setting.ports()[0];
		try (Application application = Application.start(setting.contestant(), BOUNDS, 1, port)) {
			callAll(application.clients(1));
		}
		double none = withoutClients(setting.contestant(), port);
		for (int size : setting.sizes()) {
			try (Application application = Application.start(setting.contestant(), BOUNDS, size, port)) {
				results.accept(size, measure(application, none, size));
			}
		}
	}

	private static double withoutClients(Contestant contestant, int port) throws Exception {
		Application application = Application.start(contestant, BOUNDS, 0, port);
		try {
			return Heap.used();
		}
		finally {
			application.close();
		}
	}

	private static double[] measure(Application application, double none, int size) throws InterruptedException {
		double untouched = Heap.used();
		List<WebClient> clients = application.clients(size);
		double made = Heap.used();
		callAll(clients);
		double called = Heap.used();
		return new double[] { (untouched - none) / size, (made - none) / size, (called - none) / size };
	}

	private static void callAll(List<WebClient> clients) {
		Flux.fromIterable(clients).flatMap(Calls::get, Calls.IN_FLIGHT).blockLast();
	}

}
