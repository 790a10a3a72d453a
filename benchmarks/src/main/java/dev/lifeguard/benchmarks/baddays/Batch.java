package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.backend.BackendProcess;
import dev.lifeguard.benchmarks.backend.BackendStats;
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
		List<BackendStats> then = stats();
		this.backends.trouble(trouble);
		sleepUntil(start + millis(Timeline.AFTER));
		this.backends.trouble(Trouble.NONE);
		sleepUntil(start + millis(Timeline.LAST));
		System.out.printf("   the machine's processors were busy for %.0f %% of the time%n",
				CpuLoad.now().percentSince(before));
		return seen(calls, then);
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

	private List<Seen> seen(Calls calls, List<BackendStats> then) throws IOException {
		List<Outcomes> outcomes = new ArrayList<>();
		for (LoadProcess process : this.running) {
			outcomes.add(calls.scored(process.awaitOutcomes()));
		}
		List<Seen> seen = new ArrayList<>();
		for (int i = 0; i < this.running.size(); i++) {
			seen.add(new Seen(this.running.get(i).contestant(), new Observation(outcomes.get(i), then.get(i).work(),
					this.backends.stats(i), this.running.get(i).peakMemoryKib())));
		}
		return seen;
	}

	private List<BackendStats> stats() throws IOException {
		List<BackendStats> stats = new ArrayList<>();
		for (int i = 0; i < this.running.size(); i++) {
			stats.add(this.backends.stats(i));
		}
		return stats;
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

}
