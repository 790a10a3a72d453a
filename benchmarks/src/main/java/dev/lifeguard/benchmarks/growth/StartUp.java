package dev.lifeguard.benchmarks.growth;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * How long an application takes to start in a fresh JVM, from the call of Spring's
 * {@code run} until the context is refreshed and the application runs, and its heap then.
 * The properties are in a file that is read, and no client is used.
 */
final class StartUp implements Experiment {

	private static final double MICROS_PER_MILLI = 1000;

	@Override
	public void measure(Setting setting, BiConsumer<Integer, double[]> results) throws Exception {
		int clients = setting.sizes()[0];
		Path file = Application.properties(setting.contestant(), "", clients, "http://127.0.0.1:1");
		try {
			results.accept(clients, start(file));
		}
		finally {
			Files.delete(file);
		}
	}

	private static double[] start(Path file) throws InterruptedException {
		Cost cost = new Cost();
		ConfigurableApplicationContext context = Application.run(file);
		double[] micros = cost.per(1);
		double heap = Heap.used();
		context.close();
		return new double[] { micros[1] / MICROS_PER_MILLI, micros[0] / MICROS_PER_MILLI, heap };
	}

}
