package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.backend.BackendProcess;
import dev.lifeguard.benchmarks.backend.BackendStats;
import dev.lifeguard.benchmarks.backend.Trouble;
import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.LoadProcess;
import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.load.Job;

/**
 * The load programs of all contestants, each with a backend of its own. They are started
 * and warmed up once; each bad day begins with new clients.
 */
final class Field implements AutoCloseable {

	private static final String THREADS = "200";

	private static final long LEAD_MILLIS = 500;

	private static final int WARM_UP_CALLERS = 8;

	private static final int WARM_UP_MILLIS = 500;

	// of processor time, and at most so many turns
	private static final int WARM_UP_SECONDS = 4;

	private static final int WARM_UP_TURNS = 20;

	private static final int FEW_CALLERS = 2;

	private final BackendProcess backends;

	private final List<LoadProcess> all = new ArrayList<>();

	private Field(BackendProcess backends) {
		this.backends = backends;
	}

	static Field start(List<Contestant> contestants, Path folder) throws IOException {
		Field field = new Field(BackendProcess.start(contestants.size()));
		try {
			field.start(folder, contestants);
			return field;
		}
		catch (IOException | RuntimeException ex) {
			field.close();
			throw ex;
		}
	}

	private void start(Path folder, List<Contestant> contestants) throws IOException {
		this.backends.trouble(Trouble.QUICK);
		for (Contestant contestant : contestants) {
			LoadProcess process = LoadProcess.start(contestant, folder, this.backends.url(this.all.size()), THREADS,
					Map.of(), "-XX:+UseSerialGC", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");
			this.all.add(process);
			process.awaitReady();
			warmUp(process);
		}
	}

	private static void warmUp(LoadProcess process) throws IOException {
		long warm = process.cpuMicros() + TimeUnit.SECONDS.toMicros(WARM_UP_SECONDS);
		for (int turn = 0; turn < WARM_UP_TURNS && process.cpuMicros() < warm; turn++) {
			process.warmUp(Job.GET, WARM_UP_CALLERS, WARM_UP_MILLIS);
		}
	}

	List<Seen> run(List<Contestant> contestants, Calls calls, Trouble trouble)
			throws IOException, InterruptedException {
		List<LoadProcess> running = this.all.stream()
			.filter((process) -> contestants.contains(process.contestant()))
			.toList();
		this.backends.reset();
		for (LoadProcess process : running) {
			process.renew();
			process.warmUp(Job.GET, FEW_CALLERS, (int) LEAD_MILLIS / running.size());
		}
		CpuLoad before = CpuLoad.now();
		long start = System.currentTimeMillis() + LEAD_MILLIS;
		running.forEach((process) -> process.open(start, calls.schedule(), millis(Timeline.END)));
		sleepUntil(start + millis(Timeline.TROUBLE));
		List<Then> then = then(running);
		this.backends.trouble(trouble);
		sleepUntil(start + millis(Timeline.AFTER));
		this.backends.trouble(Trouble.NONE);
		sleepUntil(start + millis(Timeline.LAST));
		double busy = CpuLoad.now().percentSince(before);
		System.out.printf("   the machine's processors were busy for %.0f %% of the time%n", busy);
		return seen(running, calls, then, busy);
	}

	private List<Seen> seen(List<LoadProcess> running, Calls calls, List<Then> then, double busy) throws IOException {
		List<Outcomes> outcomes = new ArrayList<>();
		for (LoadProcess process : running) {
			outcomes.add(process.awaitOutcomes());
		}
		List<Seen> seen = new ArrayList<>();
		for (int i = 0; i < running.size(); i++) {
			LoadProcess process = running.get(i);
			seen.add(new Seen(process.contestant(),
					new Observation(calls.scored(outcomes.get(i)),
							then.get(i).work() + calls.answeredLeaks(outcomes.get(i)), stats(process),
							process.peakMemoryKib() - then.get(i).memoryKib(), busy)));
		}
		return seen;
	}

	private List<Then> then(List<LoadProcess> running) throws IOException {
		List<Then> then = new ArrayList<>();
		for (LoadProcess process : running) {
			process.forgetPeakMemory();
			then.add(new Then(stats(process).work(), process.memoryKib()));
		}
		return then;
	}

	private BackendStats stats(LoadProcess process) throws IOException {
		return this.backends.stats(this.all.indexOf(process));
	}

	private static int millis(long micros) {
		return (int) Duration.ofNanos(micros * 1000).toMillis();
	}

	private static void sleepUntil(long millis) throws InterruptedException {
		Thread.sleep(Math.max(0, millis - System.currentTimeMillis()));
	}

	@Override
	public void close() {
		this.all.forEach(LoadProcess::close);
		this.backends.close();
	}

	/**
	 * What was seen of one contestant.
	 *
	 * @param contestant the contestant
	 * @param observation what was seen
	 */
	record Seen(Contestant contestant, Observation observation) {

	}

	/**
	 * What there was when the trouble began.
	 *
	 * @param work what the backend had worked on
	 * @param memoryKib the memory that the program had
	 */
	private record Then(long work, long memoryKib) {
	}

}
