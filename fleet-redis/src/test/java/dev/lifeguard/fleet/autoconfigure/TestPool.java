package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.fleet.Demand;
import org.jspecify.annotations.Nullable;

/**
 * Pool that has as many connections as a test says.
 */
final class TestPool implements LeasedPool {

	private final AtomicInteger changes = new AtomicInteger();

	private volatile @Nullable Demand demand;

	private volatile int open;

	private volatile int waiting;

	private volatile int ownBound = 50;

	@Override
	public void count(Demand demand) {
		this.demand = demand;
	}

	@Override
	public int open() {
		return this.open;
	}

	@Override
	public PoolSnapshot snapshot() {
		return new PoolSnapshot(50, 50, this.open, 0, 0, this.waiting, 1000, Duration.ZERO, Map.of(), false, null);
	}

	@Override
	public int ownBound() {
		return this.ownBound;
	}

	@Override
	public void shareChanged() {
		this.changes.incrementAndGet();
	}

	@Override
	public Executor reports() {
		return Runnable::run;
	}

	/**
	 * So many calls have a connection each from now on.
	 */
	void use(int connections) {
		Demand demand = this.demand;
		while (demand != null && this.open < connections) {
			demand.began();
			this.open++;
		}
	}

	void wait(int callers) {
		this.waiting = callers;
	}

	/**
	 * An operator changes the bound.
	 */
	void resize(int connections) {
		this.ownBound = connections;
	}

	void closeAll() {
		this.open = 0;
	}

	int changes() {
		return this.changes.get();
	}

}
