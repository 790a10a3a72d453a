package dev.lifeguard.benchmarks.contest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.benchmarks.load.Job;

/**
 * The load programs that run at the same time, all against the same server. They start
 * one after the other, and end together.
 *
 * @since 0.1.0
 */
public final class Lineup implements AutoCloseable {

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
		LoadProcess process = LoadProcess.start(contestant, this.folder, this.url, threads, this.connections);
		this.processes.add(process);
		process.awaitReady();
		return process;
	}

	/**
	 * Let each make calls for a while, one program after the other.
	 * @param job what its callers do
	 * @param callers how many there are
	 * @param millis for how long
	 * @throws IOException if a program has ended
	 */
	public void warmUp(Job job, int callers, int millis) throws IOException {
		for (LoadProcess process : this.processes) {
			process.warmUp(job, callers, millis);
		}
	}

	@Override
	public void close() {
		this.processes.forEach(LoadProcess::close);
	}

}
