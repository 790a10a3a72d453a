package dev.lifeguard.benchmarks.soak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.lifeguard.registry.LifeguardClients;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The application of a soak: makes calls for as many milliseconds as each line of its
 * standard input says, and prints a sample when they have ended.
 *
 * @since 0.1.0
 */
public final class SoakProgram {

	private static final long LONGEST_DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final LifeguardClients clients;

	private final List<String> urls;

	private final Churn churn;

	private SoakProgram(LifeguardClients clients, List<String> urls) {
		this.clients = clients;
		this.urls = urls;
		this.churn = new Churn(clients, urls);
	}

	/**
	 * Serve until the standard input ends.
	 * @param urls the URLs of the backends
	 * @throws Exception if the application fails
	 */
	public static void main(String[] urls) throws Exception {
		try (ConfigurableApplicationContext context = SoakApplication.start(urls[0])) {
			SoakProgram program = new SoakProgram(context.getBean(LifeguardClients.class), List.of(urls));
			if (Boolean.getBoolean("leak")) {
				new PlainLeak(urls[0]).start();
			}
			program.serve();
		}
		Runtime.getRuntime().halt(0);
	}

	private void serve() throws IOException, InterruptedException {
		BufferedReader rounds = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		// the first round loads classes and makes threads
		this.churn.run(1);
		print();
		for (String line = rounds.readLine(); line != null; line = rounds.readLine()) {
			this.churn.run(Long.parseLong(line));
			refresh();
			print();
		}
	}

	/**
	 * Open a second context with its own clients, use it, and close it.
	 */
	private void refresh() {
		try (ConfigurableApplicationContext context = SoakApplication.start(this.urls.get(0))) {
			new Churn(context.getBean(LifeguardClients.class), this.urls).once();
		}
	}

	private void print() {
		long end = System.nanoTime() + LONGEST_DRAIN_NANOS;
		while (Vitals.inUse(this.clients) > 0 && System.nanoTime() < end) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
		System.gc();
		System.out.println(Vitals.sample(this.clients, this.churn).line());
	}

}
