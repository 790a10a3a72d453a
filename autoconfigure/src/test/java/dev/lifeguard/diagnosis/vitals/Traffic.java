package dev.lifeguard.diagnosis.vitals;

import java.time.Duration;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseCallback;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Order;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;

/**
 * Calls through a real gate, on a clock that stands still.
 */
public final class Traffic {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final LeaseGate gate;

	public Traffic(int bound) {
		this.gate = new LeaseGate(new GateSettings(100, Duration.ofSeconds(1), Order.FIFO), () -> bound, () -> bound,
				this.clock, new ManualTimer(this.clock));
	}

	public ManualNanoClock clock() {
		return this.clock;
	}

	public Vitals vitals() {
		Vitals vitals = new Vitals("orders", this.clock);
		this.gate.listen(new LeaseListener() {

			@Override
			public void granted(Lease lease) {
				vitals.granted(lease);
			}

			@Override
			public void ended(Lease lease) {
				vitals.ended(lease);
			}

		});
		return vitals;
	}

	public Lease ask() {
		Lease lease = this.gate.lease("backend", 80, Deadline.none(), new LeaseCallback() {

			@Override
			public void granted() {
				// it is looked at
			}

			@Override
			public void refused(Reason reason) {
				// nobody is refused here
			}

		});
		lease.acquire();
		return lease;
	}

	/**
	 * Make one call after the other, each answered after so long.
	 */
	public void calls(int count, Duration firstByte) {
		for (int call = 0; call < count; call++) {
			end(ask(), firstByte);
		}
	}

	public void end(Lease lease, Duration firstByte) {
		lease.enter(Phase.FIRST_BYTE, this.clock.getAsLong());
		this.clock.advance(firstByte);
		lease.enter(Phase.BODY, this.clock.getAsLong());
		lease.end(Outcome.answered(200));
	}

}
