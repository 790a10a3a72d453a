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

	// of tuned clients: three of them are enough as long as nothing is wrong
	private static final String CONNECTIONS = "10";

	private static final long LEAD_MILLIS = 2000;

	private static final int WARM_UP_CALLERS = 8;

	private static final int WARM_UP_MILLIS = 500;

	// of processor time, and at most so many turns
	private static final int WARM_UP_SECONDS = 2;

	private static final int WARM_UP_TURNS = 20;

	private static final int FEW_CALLERS = 2;

	private static final int FEW_MILLIS = 50;

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
					Map.of("CONNECTIONS", CONNECTIONS), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
					"-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20");
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
		renew(running);
		CpuLoad before = CpuLoad.now();
		// what a new client has to compile is compiled by then
		long start = System.currentTimeMillis() + LEAD_MILLIS;
		running.forEach((process) -> process.open(start, calls.schedule(), millis(Timeline.END)));
		List<Long> memory = memory(running);
		sleepUntil(start + millis(Timeline.TROUBLE));
		this.backends.trouble(trouble);
		List<Long> work = work(running);
		sleepUntil(start + millis(Timeline.AFTER));
		this.backends.trouble(Trouble.NONE);
		sleepUntil(start + millis(Timeline.LAST));
		double busy = CpuLoad.now().percentSince(before);
		System.out.printf("   the machine's processors were busy for %.0f %% of the time%n", busy);
		return seen(running, calls, new Before(memory, work), busy);
	}

	private static void renew(List<LoadProcess> running) throws IOException {
		running.forEach(LoadProcess::renew);
		for (LoadProcess process : running) {
			process.awaitReady();
		}
		for (LoadProcess process : running) {
			process.warmUp(Job.GET, FEW_CALLERS, FEW_MILLIS);
		}
	}

	private List<Seen> seen(List<LoadProcess> running, Calls calls, Before before, double busy) throws IOException {
		List<Outcomes> outcomes = new ArrayList<>();
		for (LoadProcess process : running) {
			outcomes.add(process.awaitOutcomes());
		}
		List<Seen> seen = new ArrayList<>();
		for (int i = 0; i < running.size(); i++) {
			LoadProcess process = running.get(i);
			seen.add(new Seen(process.contestant(),
					new Observation(calls.scored(outcomes.get(i)),
							before.work().get(i) + calls.answeredLeaks(outcomes.get(i)), stats(process),
							process.peakMemoryKib() - before.memoryKib().get(i), busy)));
		}
		return seen;
	}

	private static List<Long> memory(List<LoadProcess> running) throws IOException {
		List<Long> memory = new ArrayList<>();
		for (LoadProcess process : running) {
			process.forgetPeakMemory();
			memory.add(process.memoryKib());
		}
		return memory;
	}

	private List<Long> work(List<LoadProcess> running) throws IOException {
		List<Long> work = new ArrayList<>();
		for (LoadProcess process : running) {
			work.add(stats(process).work());
		}
		return work;
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
	 * Observation of one contestant.
	 *
	 * @param contestant the contestant
	 * @param observation what was seen
	 */
	record Seen(Contestant contestant, Observation observation) {

	}

	/**
	 * State of a contestant when the trouble began.
	 *
	 * @param memoryKib the memory that the program had
	 * @param work what the backend had worked on
	 */
	private record Before(List<Long> memoryKib, List<Long> work) {
	}

}
