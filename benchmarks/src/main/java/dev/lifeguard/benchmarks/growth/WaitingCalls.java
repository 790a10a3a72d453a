package dev.lifeguard.benchmarks.growth;

import java.util.function.BiConsumer;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A call's cost while others wait for a place: each size has a client of its own whose
 * connections are all in use, and as many calls stand before it as the size says.
 */
final class WaitingCalls implements Experiment {

	static final int CONNECTIONS = 8;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		try (Application application = Application.start(setting.contestant(), Bounds.of(CONNECTIONS),
				setting.sizes().length + 1, setting.ports()[0])) {
			Calls.warmUp(application.client(setting.sizes().length));
			for (int client = 0; client < setting.sizes().length; client++) {
				int size = setting.sizes()[client];
				results.accept(size, measure(application.client(client), size));
			}
		}
	}

	private static double[] measure(WebClient client, int waiting) throws Exception {
		return Calls.measure((call) -> Calls.get(client), waiting + CONNECTIONS, Calls.SETTLED);
	}

}
