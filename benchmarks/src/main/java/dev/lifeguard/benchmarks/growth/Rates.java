package dev.lifeguard.benchmarks.growth;

import java.util.function.BiConsumer;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * A call's cost at a rate: calls begin when they are due, whatever became of those
 * before. Without a rate, as many are made as the machine can make.
 */
final class Rates implements Experiment {

	/** As fast as possible. */
	static final int LIMIT = 0;

	private static final int CONNECTIONS = 64;

	private static final double MICROS_PER_SECOND = 1e6;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		try (Application application = Application.start(setting.contestant(), Bounds.of(CONNECTIONS), 1,
				setting.ports()[0])) {
			WebClient client = application.client(0);
			Calls.warmUp(client);
			for (int rate : setting.sizes()) {
				System.gc();
				results.accept(rate, (rate == LIMIT) ? limit(client) : new OpenLoop(client, rate).run());
			}
		}
	}

	private static double[] limit(WebClient client) throws Exception {
		double[] cost = Calls.measure((call) -> Calls.get(client), CONNECTIONS, Calls.SETTLED);
		return new double[] { cost[0], cost[1], MICROS_PER_SECOND / cost[1], Double.NaN };
	}

}
