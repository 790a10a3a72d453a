package dev.lifeguard.concurrency;

import java.time.Duration;

import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.Order;
import dev.lifeguard.limit.Limit;

/**
 * A gate at which two threads meet, with a clock that stands still and a timer that one
 * of them may fire.
 */
final class Scene {

	private static final int MAX_PENDING = 4;

	private final FiredTimer timer = new FiredTimer();

	private final Limit bound;

	private final LeaseGate gate;

	Scene(int bound) {
		this(bound, MAX_PENDING);
	}

	Scene(int bound, int boundPerRemote) {
		this.bound = new Limit(bound);
		this.gate = new LeaseGate(new GateSettings(MAX_PENDING, Duration.ofSeconds(1), Order.FIFO), this.bound,
				() -> boundPerRemote, () -> 1, this.timer);
	}

	Caller caller(String host) {
		return new Caller(this.gate, host);
	}

	Caller asking(String host) {
		Caller caller = caller(host);
		caller.ask();
		return caller;
	}

	void grow(int bound) {
		this.bound.change(bound);
		this.gate.boundChanged();
	}

	void fireTimer() {
		this.timer.fire();
	}

	void shutDown() {
		this.gate.shutDown();
	}

	int pending() {
		return this.gate.snapshot().pending();
	}

	int held() {
		return this.gate.snapshot().connecting();
	}

	/**
	 * Return how many of the newcomers get a place at once.
	 */
	int free(String host) {
		int free = 0;
		while (asking(host).grants() == 1) {
			free++;
		}
		return free;
	}

}
