package dev.lifeguard.benchmarks.growth;

import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import reactor.netty.resources.ConnectionProvider;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Start time of an application in a fresh JVM, from the call of Spring's {@code run}
 * until the context is refreshed and the application runs, and its heap then. The
 * properties are in a file that is read, and no client is used.
 */
final class StartUp implements Experiment {

	private static final double MICROS_PER_MILLI = 1000;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		int clients = setting.sizes()[0];
		Path file = Application.properties(setting.contestant(), "", clients, "http://127.0.0.1:1");
		try {
			results.accept(clients, start(file, (setting.contestant() == Contestant.PEER) ? clients : 0));
		}
		finally {
			Files.delete(file);
		}
	}

	/**
	 * The bare clients are made as a bean method would make them, so they are part of the
	 * start.
	 */
	private static double[] start(Path file, int bare) throws InterruptedException {
		Cost cost = new Cost();
		ConfigurableApplicationContext context = Application.run(file);
		List<WebClient> made = IntStream.range(0, bare)
			.mapToObj((client) -> Application.bare(context, ConnectionProvider.create("c" + client),
					"http://127.0.0.1:1"))
			.toList();
		double[] micros = cost.per(1);
		double heap = Heap.used();
		context.close();
		Reference.reachabilityFence(made);
		return new double[] { micros[1] / MICROS_PER_MILLI, micros[0] / MICROS_PER_MILLI, heap };
	}

}
