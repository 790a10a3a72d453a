package dev.lifeguard.benchmarks.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * One backend: what it does with requests, and what is the matter with it. All methods
 * are for the thread of the event loop.
 */
final class Backend {

	private final Workers workers;

	private final List<Connection> stalled = new ArrayList<>();

	private Random random = new Random(1);

	private Trouble trouble = Trouble.NONE;

	private long requests;

	private int connections;

	private int peakConnections;

	Backend(EventLoop loop, int workers) {
		this.workers = new Workers(loop, workers);
	}

	void trouble(Trouble trouble) {
		this.trouble = trouble;
		this.workers.trouble(trouble);
		if (trouble != Trouble.STALL) {
			this.stalled.forEach(Connection::answerRest);
			this.stalled.clear();
		}
	}

	boolean has(Trouble trouble) {
		return this.trouble == trouble;
	}

	void reset() {
		this.workers.reset();
		this.random = new Random(1);
		this.requests = 0;
		this.peakConnections = this.connections;
	}

	BackendStats stats() {
		return new BackendStats(this.workers.done(), this.peakConnections, this.workers.peak(), this.requests);
	}

	void opened() {
		this.connections++;
		this.peakConnections = Math.max(this.peakConnections, this.connections);
	}

	void closed() {
		this.connections--;
	}

	void request(Connection connection) {
		this.requests++;
		if (isRefusing() || !this.workers.take(() -> answer(connection))) {
			connection.answer(HttpResponseStatus.SERVICE_UNAVAILABLE);
		}
	}

	private boolean isRefusing() {
		return this.trouble == Trouble.FAIL || (this.trouble == Trouble.HALF && this.random.nextBoolean());
	}

	private void answer(Connection connection) {
		if (this.trouble == Trouble.STORM) {
			connection.answer(HttpResponseStatus.SERVICE_UNAVAILABLE);
			return;
		}
		if (this.trouble == Trouble.STALL) {
			connection.answerHalf();
			this.stalled.add(connection);
		}
		else {
			connection.answer(HttpResponseStatus.OK);
		}
	}

}
