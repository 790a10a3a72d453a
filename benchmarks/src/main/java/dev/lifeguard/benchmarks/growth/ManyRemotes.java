package dev.lifeguard.benchmarks.growth;

import java.net.URI;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A call's cost for one client that calls so many remotes in turn. Each size has a client
 * of its own, whose bound would do for a connection to each of them.
 */
final class ManyRemotes implements Experiment {

	private static final int CONNECTIONS = 1_100;

	private static final int CALLS_OF_EACH = 10;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		try (Application application = Application.start(setting.contestant(), Bounds.of(CONNECTIONS),
				setting.sizes().length + 1, setting.ports()[0])) {
			Calls.warmUp(application.client(setting.sizes().length));
			for (int client = 0; client < setting.sizes().length; client++) {
				int size = setting.sizes()[client];
				results.accept(size, measure(application.client(client), remotes(setting.ports(), size)));
			}
		}
	}

	private static URI[] remotes(int[] ports, int count) {
		return IntStream.range(0, count)
			.mapToObj((remote) -> URI.create("http://127.0.0.1:" + ports[remote] + "/quote"))
			.toArray(URI[]::new);
	}

	private static double[] measure(WebClient client, URI[] remotes) throws Exception {
		return Calls.measure(
				(call) -> client.get().uri(remotes[call % remotes.length]).retrieve().bodyToMono(byte[].class),
				Calls.IN_FLIGHT, Math.max(Calls.SETTLED, CALLS_OF_EACH * remotes.length));
	}

}
