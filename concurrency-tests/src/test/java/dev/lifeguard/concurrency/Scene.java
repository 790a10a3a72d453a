package dev.lifeguard.concurrency;

import java.time.Duration;

import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.Order;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.time.Deadline;

/**
 * A gate at which two threads meet, with a clock that stands still and a timer that one
 * of them may fire.
 */
final class Scene {

	private static final int MAX_PENDING = 4;

	private static final int FIVE = 5;

	private static final int ENOUGH_TO_KNOW = 16;

	private static final Duration DEADLINE = Duration.ofSeconds(5);

	private final FiredTimer timer = new FiredTimer();

	private final Limit bound;

	private final LeaseGate gate;

	Scene(int bound) {
		this(bound, MAX_PENDING);
	}

	Scene(int bound, int boundPerRemote) {
		this(bound, boundPerRemote, Order.FIFO);
	}

	private Scene(int bound, int boundPerRemote, Order order) {
		this.bound = new Limit(bound);
		this.gate = new LeaseGate(new GateSettings(MAX_PENDING, Duration.ofSeconds(1), order), this.bound,
				() -> boundPerRemote, () -> 1, this.timer);
	}

	/**
	 * Return a scene with one permit, at which the remote "a" answers nobody.
	 */
	static Scene withoutHope() {
		Scene scene = new Scene(1, 1, Order.ADAPTIVE);
		for (int call = 0; call < ENOUGH_TO_KNOW; call++) {
			scene.asking("a").endWithoutAnswer();
		}
		return scene;
	}

	/**
	 * Return a scene with five permits, one of which is not for calls of low priority.
	 * @param held how many of them are held
	 */
	static Scene withFive(int held) {
		Scene scene = new Scene(FIVE, FIVE);
		for (int holder = 0; holder < held; holder++) {
			scene.asking("a");
		}
		return scene;
	}

	Caller low(String host) {
		Caller caller = caller(host);
		caller.matters(Priority.LOW);
		return caller;
	}

	Caller caller(String host) {
		return new Caller(this.gate, host, Deadline.none());
	}

	Caller callerWithDeadline(String host) {
		return new Caller(this.gate, host, Deadline.after(DEADLINE, () -> 1));
	}

	Caller askingWithDeadline(String host) {
		Caller caller = callerWithDeadline(host);
		caller.ask();
		return caller;
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
