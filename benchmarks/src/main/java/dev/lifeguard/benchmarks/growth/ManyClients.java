package dev.lifeguard.benchmarks.growth;

import java.util.List;
import java.util.function.BiConsumer;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A call's cost in an application with so many clients that all make calls in turn.
 */
final class ManyClients implements Experiment {

	private static final int CONNECTIONS = 64;

	private static final int CALLS_OF_EACH = 10;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		try (Application application = Application.start(setting.contestant(), Bounds.of(CONNECTIONS), 1,
				setting.ports()[0])) {
			Calls.warmUp(application.client(0));
		}
		for (int size : setting.sizes()) {
			try (Application application = Application.start(setting.contestant(), Bounds.of(CONNECTIONS), size,
					setting.ports()[0])) {
				List<WebClient> clients = application.clients(size);
				// what the start gave the compiler to do is not part of a call
				Compiler.settle();
				results.accept(size, measure(clients));
			}
		}
	}

	private static double[] measure(List<WebClient> clients) throws Exception {
		return Calls.measure((call) -> Calls.get(clients.get(call % clients.size())), Calls.IN_FLIGHT,
				Math.max(Calls.SETTLED, CALLS_OF_EACH * clients.size()));
	}

}
