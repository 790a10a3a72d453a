package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.backend.BackendProcess;
import dev.lifeguard.benchmarks.backend.Trouble;
import dev.lifeguard.benchmarks.contest.Contestant;
import dev.lifeguard.benchmarks.contest.LoadProcess;
import dev.lifeguard.benchmarks.contest.Outcomes;
import dev.lifeguard.benchmarks.load.Job;

/**
 * Some contestants that have the same bad day at the same time, each with a backend of
 * its own.
 */
final class Batch implements AutoCloseable {

	private static final String THREADS = "200";

	private static final long LEAD_MILLIS = 500;

	private static final int WARM_UP_CALLERS = 2;

	private static final int WARM_UP_MILLIS = 500;

	private static final int FIRST_THAT_ARCHIVES = 19;

	private final BackendProcess backends;

	private final List<LoadProcess> running = new ArrayList<>();

	Batch(BackendProcess backends) {
		this.backends = backends;
	}

	void start(List<Contestant> contestants, Path folder) throws IOException {
		this.backends.reset();
		for (Contestant contestant : contestants) {
			this.running.add(LoadProcess.start(contestant, folder, this.backends.url(this.running.size()), THREADS,
					Map.of(), options(contestant, folder)));
		}
		for (LoadProcess process : this.running) {
			process.awaitReady();
		}
		for (LoadProcess process : this.running) {
			process.warmUp(Job.GET, WARM_UP_CALLERS, WARM_UP_MILLIS);
		}
	}

	List<Seen> run(Calls calls, Trouble trouble) throws IOException, InterruptedException {
		CpuLoad before = CpuLoad.now();
		long start = System.currentTimeMillis() + LEAD_MILLIS;
		this.running.forEach((process) -> process.open(start, calls.schedule(), millis(Timeline.END)));
		sleepUntil(start + millis(Timeline.TROUBLE));
		List<Then> then = then();
		this.backends.trouble(trouble);
		sleepUntil(start + millis(Timeline.AFTER));
		this.backends.trouble(Trouble.NONE);
		sleepUntil(start + millis(Timeline.LAST));
		double busy = CpuLoad.now().percentSince(before);
		System.out.printf("   the machine's processors were busy for %.0f %% of the time%n", busy);
		return seen(calls, then, busy);
	}

	// so that many can start at once: what they have to do here is no work for a compiler
	private static String[] options(Contestant contestant, Path folder) {
		Stream<String> options = Stream.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
		if (Runtime.version().feature() >= FIRST_THAT_ARCHIVES) {
			options = Stream.concat(options, Stream.of("-XX:+AutoCreateSharedArchive", "-Xshare:auto", "-Xlog:disable",
					"-XX:SharedArchiveFile=" + folder.resolve(contestant.name() + ".jsa")));
		}
		return options.toArray(String[]::new);
	}

	private List<Seen> seen(Calls calls, List<Then> then, double busy) throws IOException {
		List<Outcomes> outcomes = new ArrayList<>();
		for (LoadProcess process : this.running) {
			outcomes.add(process.awaitOutcomes());
		}
		List<Seen> seen = new ArrayList<>();
		for (int i = 0; i < this.running.size(); i++) {
			LoadProcess process = this.running.get(i);
			seen.add(new Seen(process.contestant(),
					new Observation(calls.scored(outcomes.get(i)),
							then.get(i).work() + calls.answeredLeaks(outcomes.get(i)), this.backends.stats(i),
							process.peakMemoryKib() - then.get(i).memoryKib(), busy)));
		}
		return seen;
	}

	private List<Then> then() throws IOException {
		List<Then> then = new ArrayList<>();
		for (int i = 0; i < this.running.size(); i++) {
			then.add(new Then(this.backends.stats(i).work(), this.running.get(i).memoryKib()));
		}
		return then;
	}

	private static int millis(long micros) {
		return (int) Duration.ofNanos(micros * 1000).toMillis();
	}

	private static void sleepUntil(long millis) throws InterruptedException {
		Thread.sleep(Math.max(0, millis - System.currentTimeMillis()));
	}

	@Override
	public void close() {
		this.running.forEach(LoadProcess::close);
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
