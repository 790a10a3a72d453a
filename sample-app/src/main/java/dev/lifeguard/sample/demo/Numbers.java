package dev.lifeguard.sample.demo;

import java.util.List;
import java.util.Map;

import dev.lifeguard.sample.backend.Backends;
import dev.lifeguard.sample.backend.Switch;
import dev.lifeguard.sample.backend.Switches;
import dev.lifeguard.sample.load.Counts;
import dev.lifeguard.sample.load.LoadGenerator;
import dev.lifeguard.sample.load.PoolState;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Reads the numbers of both sides, in the server, twice a second. Not for many threads.
 */
@Component
class Numbers {

	private final LoadGenerator load;

	private final Backends backends;

	private final Switches switches;

	private final OrdersClient orders;

	private final LastSecond plain = new LastSecond();

	private final LastSecond lifeguard = new LastSecond();

	private long retries;

	Numbers(LoadGenerator load, Backends backends, Switches switches, OrdersClient orders) {
		this.load = load;
		this.backends = backends;
		this.switches = switches;
		this.orders = orders;
	}

	/**
	 * Begin anew after a pause.
	 */
	void clear() {
		this.plain.clear();
		this.lifeguard.clear();
		this.retries = this.orders.retries();
	}

	Point read(int rate) {
		long now = System.nanoTime();
		long retries = this.orders.retries();
		this.plain.add(this.load.plain().takeCounts(), 0, now);
		this.lifeguard.add(this.load.lifeguard().takeCounts(), retries - this.retries, now);
		this.retries = retries;
		return new Point(System.currentTimeMillis(), rate, troubles(), plain(), lifeguard());
	}

	private List<String> troubles() {
		return this.switches.states()
			.entrySet()
			.stream()
			.filter(Map.Entry::getValue)
			.map(Map.Entry::getKey)
			.map(Switch::path)
			.toList();
	}

	private SidePoint plain() {
		return side(this.plain, this.load.plain().pool(), BackendPoint.of(this.backends.plain()), null, null);
	}

	private SidePoint lifeguard() {
		return side(this.lifeguard, this.load.lifeguard().pool(), BackendPoint.of(this.backends.orders()),
				this.orders.budget(), this.orders.verdict());
	}

	private static SidePoint side(LastSecond second, PoolState pool, BackendPoint backend, @Nullable Double budget,
			@Nullable Verdict verdict) {
		Counts counts = second.counts();
		return new SidePoint(second.perSecond(counts.answered()), second.perSecond(counts.refused()),
				second.perSecond(counts.failed()), second.perSecond(counts.late()), counts.millis(0.5),
				counts.millis(0.99), pool.active(), pool.idle(), pool.connecting(), pool.pending(), pool.max(), backend,
				second.retries(), budget, verdict);
	}

}
