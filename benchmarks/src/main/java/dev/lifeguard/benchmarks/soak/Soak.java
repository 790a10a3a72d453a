package dev.lifeguard.benchmarks.soak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.backend.BackendProcess;
import dev.lifeguard.benchmarks.backend.Trouble;
import dev.lifeguard.benchmarks.report.Report;

/**
 * Runs an application against backends that are often in trouble, and fails if anything
 * in its process grows.
 *
 * @since 0.1.0
 */
public final class Soak implements Part {

	private static final int REMOTES = 3;

	private static final int FEWEST_SAMPLES = 16;

	private static final long STEP_MILLIS = 1_000;

	private static final double NANOS_PER_MINUTE = TimeUnit.MINUTES.toNanos(1);

	private final double minutes = Double.parseDouble(System.getProperty("minutes", "10"));

	private final Random random = new Random(Long.getLong("seed", 1));

	private final List<Sample> samples = new ArrayList<>();

	@Override
	public String name() {
		return "soak";
	}

	@Override
	public boolean isChosenByNameOnly() {
		return true;
	}

	@Override
	public void run(Report report, List<String> words) throws Exception {
		Part.requireKnown(words, List.of(), String::equals);
		try (BackendProcess backends = BackendProcess.start(REMOTES);
				SoakProcess application = SoakProcess.start(backends, REMOTES)) {
			sample(backends, application);
		}
		SoakTable table = new SoakTable(this.samples);
		System.out.println("\n" + table.trends());
		if (this.samples.size() < FEWEST_SAMPLES) {
			throw new IllegalStateException("only %s samples: choose more minutes".formatted(this.samples.size()));
		}
		List<Quantity> growing = table.growing();
		if (!growing.isEmpty()) {
			throw new IllegalStateException("grows without end: %s".formatted(growing));
		}
	}

	private void sample(BackendProcess backends, SoakProcess application) throws IOException, InterruptedException {
		System.out.println(SoakTable.heading());
		long begin = System.nanoTime();
		double minute = add(begin, application.sample());
		double due = 0;
		while (minute < this.minutes) {
			due = print(minute, due);
			application.begin(3 * STEP_MILLIS);
			trouble(backends);
			minute = add(begin, application.sample());
		}
		System.out.println(SoakTable.row(last()));
	}

	/**
	 * Print the last sample if a minute has passed since the one that was printed before.
	 * @return when the next one is due
	 */
	private double print(double minute, double due) {
		if (minute < due) {
			return due;
		}
		System.out.println(SoakTable.row(last()));
		return Math.floor(minute) + 1;
	}

	private double add(long begin, String line) {
		double minute = (System.nanoTime() - begin) / NANOS_PER_MINUTE;
		this.samples.add(Sample.parse(minute, line));
		return minute;
	}

	private Sample last() {
		return this.samples.get(this.samples.size() - 1);
	}

	/**
	 * One trouble begins after a second and is over a second later. A reset ends all
	 * connections, as a server that restarts does.
	 */
	private void trouble(BackendProcess backends) throws IOException, InterruptedException {
		Thread.sleep(STEP_MILLIS);
		backends.trouble(Trouble.values()[this.random.nextInt(Trouble.values().length)]);
		Thread.sleep(STEP_MILLIS);
		if (this.random.nextBoolean()) {
			backends.reset();
		}
		backends.trouble(Trouble.NONE);
	}

}
