package dev.lifeguard.sample.demo;

import java.util.List;
import java.util.Map;

import dev.lifeguard.retry.BudgetState.Payment;
import dev.lifeguard.sample.backend.Backend;
import dev.lifeguard.sample.backend.Backends;
import dev.lifeguard.sample.backend.Switch;
import dev.lifeguard.sample.backend.Switches;
import dev.lifeguard.sample.fleet.Fleet;
import dev.lifeguard.sample.fleet.FleetState;
import dev.lifeguard.sample.load.Counts;
import dev.lifeguard.sample.load.Lane;
import dev.lifeguard.sample.load.LoadGenerator;
import dev.lifeguard.sample.load.PoolState;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Reader of the numbers of both sides, in the server, twice a second. Not for many
 * threads.
 */
@Component
class Numbers {

	private static final double MEDIAN = 0.5;

	private static final double NEARLY_ALL = 0.99;

	private final LoadGenerator load;

	private final Backends backends;

	private final Switches switches;

	private final OrdersClient orders;

	private final ObjectProvider<Fleet> fleet;

	private final LastSecond plain = new LastSecond();

	private final LastSecond lifeguard = new LastSecond();

	private final Growth<Payment> retries = new Growth<>();

	Numbers(LoadGenerator load, Backends backends, Switches switches, OrdersClient orders,
			ObjectProvider<Fleet> fleet) {
		this.load = load;
		this.backends = backends;
		this.switches = switches;
		this.orders = orders;
		this.fleet = fleet;
	}

	/**
	 * Begin anew after a pause.
	 */
	void clear() {
		this.plain.clear();
		this.lifeguard.clear();
		this.retries.until(this.orders.retries());
	}

	Point read(int rate) {
		long now = System.nanoTime();
		this.plain.add(sample(this.load.plain(), Map.of()), now);
		this.lifeguard.add(sample(this.load.lifeguard(), this.retries.until(this.orders.retries())), now);
		return new Point(System.currentTimeMillis(), rate, troubles(), this.load.hasBatch(), this.orders.isLearning(),
				plain(), lifeguard(), fleet());
	}

	private static Sample sample(Lane lane, Map<Payment, Long> retries) {
		return new Sample(lane.takeCounts(), lane.batch().takeCounts(), retries);
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
		return side(this.plain, this.load.plain(), this.backends.plain(), Said.NOTHING);
	}

	private SidePoint lifeguard() {
		Said said = this.orders.says(this.lifeguard.sum().retries(), this.lifeguard::perSecond);
		return side(this.lifeguard, this.load.lifeguard(), this.backends.orders(), said);
	}

	private @Nullable FleetState fleet() {
		Fleet fleet = this.fleet.getIfAvailable();
		return (fleet != null) ? fleet.state() : null;
	}

	private static SidePoint side(LastSecond second, Lane lane, Backend backend, Said said) {
		Counts calls = second.sum().calls();
		PoolState pool = lane.pool();
		return new SidePoint(second.perSecond(calls.answered()), second.perSecond(calls.refused()),
				second.perSecond(calls.failed()), second.perSecond(calls.late()), calls.millis(MEDIAN),
				calls.millis(NEARLY_ALL), pool.active(), pool.idle(), pool.connecting(), pool.pending(), pool.max(),
				BackendPoint.of(backend), BatchPoint.of(second.sum().batch(), second::perSecond), said.limit(),
				said.retries(), said.verdict());
	}

}
