package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.benchmarks.load.Job;

/**
 * The load programs that run at the same time, all against the same server. They start
 * one after the other, and end together.
 *
 * @since 0.1.0
 */
public final class Lineup implements AutoCloseable {

	private static final int MILLIS = 500;

	// five times as long as on a machine with nothing else to do
	private static final int MOST = 10;

	// more than a millisecond, which some timers count in
	private static final String AWAKE_MICROS = "1500";

	private final List<LoadProcess> processes = new ArrayList<>();

	private final Path folder;

	private final String url;

	private final int connections;

	/**
	 * Create a lineup without anyone.
	 * @param folder where files may be put
	 * @param url whom all of them call
	 * @param connections the most connections of a tuned client
	 */
	public Lineup(Path folder, String url, int connections) {
		this.folder = folder;
		this.url = url;
		this.connections = connections;
	}

	/**
	 * Start a load program and wait until it is ready.
	 * @param contestant whose calls it makes
	 * @param threads the threads of the service that calls
	 * @return the program
	 * @throws IOException if it does not start
	 */
	public LoadProcess start(Contestant contestant, String threads) throws IOException {
		return start(contestant, threads, System.getProperty("java.class.path"));
	}

	/**
	 * Start a load program with other classes than those here and wait until it is ready.
	 * @param contestant whose calls it makes
	 * @param threads the threads of the service that calls
	 * @param classPath where its classes are
	 * @return the program
	 * @throws IOException if it does not start
	 */
	public LoadProcess start(Contestant contestant, String threads, String classPath) throws IOException {
		LoadProcess process = LoadProcess.start(contestant, this.folder, this.url, threads, Map.of("CONNECTIONS",
				String.valueOf(this.connections), "CLASSPATH", classPath, "AWAKE_MICROS", AWAKE_MICROS));
		this.processes.add(process);
		process.awaitReady();
		return process;
	}

	/**
	 * Let each make calls for a while, one program after the other. What counts is the
	 * processor time, for a machine that is busy takes longer to warm up.
	 * @param job what its callers do
	 * @param callers how many there are
	 * @param seconds the processor time of each that a JVM compiles while it runs
	 * @throws IOException if a program has ended
	 */
	public void warmUp(Job job, int callers, int seconds) throws IOException {
		for (LoadProcess process : this.processes) {
			warmUp(process, job, callers, (process.contestant().language().isJava()) ? seconds : 1);
		}
	}

	private static void warmUp(LoadProcess process, Job job, int callers, int seconds) throws IOException {
		long warm = process.cpuMicros() + TimeUnit.SECONDS.toMicros(seconds);
		for (int turn = 0; turn < MOST * seconds && process.cpuMicros() < warm; turn++) {
			process.warmUp(job, callers, MILLIS);
		}
	}

	@Override
	public void close() {
		this.processes.forEach(LoadProcess::close);
	}

}
