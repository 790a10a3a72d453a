package dev.lifeguard.sample.backend;

import java.net.InetSocketAddress;

/**
 * Backend in this process: its workers, and the port that they answer on.
 *
 * @since 0.1.0
 */
public final class Backend {

	private final InetSocketAddress address;

	private final Switches switches;

	private final Workers workers;

	private final BackendServer server;

	private boolean running;

	Backend(int port, Switches switches) {
		this.address = new InetSocketAddress("127.0.0.1", port);
		this.switches = switches;
		this.workers = new Workers(switches);
		this.server = new BackendServer(this.address, new BackendAnswers(switches, this.workers));
	}

	/**
	 * Return where it is reached.
	 * @return the base URL
	 */
	public String url() {
		return "http://" + this.address.getHostString() + ":" + port();
	}

	/**
	 * Return its port on the loopback interface.
	 * @return the port
	 */
	public int port() {
		return this.address.getPort();
	}

	/**
	 * Return how busy it is.
	 * @return the load now
	 */
	public BackendLoad load() {
		return this.workers.load();
	}

	/**
	 * Return how many requests it can serve at once.
	 * @return the number of workers
	 */
	public int workers() {
		return this.workers.count();
	}

	/**
	 * Forget how many requests have waited at most.
	 */
	public void forgetPeak() {
		this.workers.forgetPeak();
	}

	/**
	 * Close the connections that wait for no answer.
	 */
	public void dropIdle() {
		this.server.dropIdle();
	}

	synchronized void start() {
		this.running = true;
		follow();
	}

	/**
	 * Do what the switches say about the port.
	 */
	synchronized void follow() {
		if (this.running && this.switches.isOn(Switch.BLACKHOLE)) {
			this.server.swallow();
		}
		else if (this.running) {
			this.server.open();
		}
	}

	synchronized void stop() {
		this.running = false;
		this.server.stop();
	}

	void close() {
		this.workers.close();
	}

}
