package dev.lifeguard.fleet.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.fleet.Replica;
import dev.lifeguard.limit.FleetSettings;

/**
 * Fleet in virtual time, in which something fails every twelve seconds: processes stop,
 * die or are cut off, the store is away, falls back to an older copy on a machine with
 * another time of day, or loses everything, and messages are lost, late or repeated.
 */
final class LeaseSimulation {

	private static final int PROCESSES = 40;

	private static final double TICK = 0.05;

	private static final double BETWEEN_FAULTS = 12;

	private static final double LOSS = 0.03;

	private static final double SKEW = 10;

	private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));

	private final List<SimulatedProcess> processes = new ArrayList<>();

	private final Random random;

	private final Engine engine;

	private final Result result = new Result();

	private double now;

	private double engineAwayUntil;

	private double engineSkew;

	private double lingeringUntil;

	private int lingering;

	/**
	 * Create a simulation.
	 * @param seed chooses what fails and when
	 * @param settings the fleet
	 * @param naive whether the leases are as naive as can be
	 */
	LeaseSimulation(long seed, FleetSettings settings, boolean naive) {
		this.random = new Random(seed);
		LongSupplier engineWall = () -> (long) ((1e9 + this.now + this.engineSkew) * 1000);
		this.engine = naive ? new NaiveEngine(engineWall) : Engine.of(engineWall);
		IntStream.range(0, PROCESSES)
			.mapToObj((index) -> new SimulatedProcess("p" + index, leaser(settings, naive), this.random))
			.forEach(this.processes::add);
	}

	private Leaser leaser(FleetSettings settings, boolean naive) {
		double rate = 1 + (this.random.nextDouble() - 0.5) / 1000;
		double offset = naive ? 1e9 + skew() : 1e6 * this.random.nextDouble();
		LongSupplier clock = SimulatedProcess.clock(() -> this.now, offset, naive ? 1 : rate);
		return naive ? new NaiveLeaser(settings, clock)
				: Leaser.of(new Replica(settings, clock, this.random::nextDouble));
	}

	private double skew() {
		return SKEW * (2 * this.random.nextDouble() - 1);
	}

	/**
	 * Run the simulation.
	 * @param seconds how long
	 * @return what was seen
	 */
	Result run(int seconds) {
		at(BETWEEN_FAULTS, this::fail);
		at(0, this::keep);
		for (int tick = 0; tick * TICK < seconds; tick++) {
			double until = tick * TICK;
			while (!this.events.isEmpty() && this.events.element().at() <= until) {
				Event next = this.events.remove();
				this.now = next.at();
				next.action().run();
			}
			this.now = until;
			this.processes.forEach(this::step);
			look();
		}
		return this.result;
	}

	private void at(double delay, Runnable action) {
		this.events.add(new Event(this.now + delay, action));
	}

	private void keep() {
		this.engine.keep();
		at(0.5, this::keep);
	}

	private void step(SimulatedProcess process) {
		Renewal renewal = process.step(this.now);
		if (renewal != null) {
			send(() -> arrive(process, renewal), process);
			if (this.random.nextInt(100) == 0) {
				send(() -> arrive(process, renewal), process);
			}
		}
	}

	private void send(Runnable arrival, SimulatedProcess process) {
		if (this.random.nextDouble() >= LOSS) {
			at(delay(), () -> {
				if (!process.isCutOff(this.now)) {
					arrival.run();
				}
			});
		}
	}

	private double delay() {
		return (this.random.nextInt(30) == 0) ? 8 * this.random.nextDouble() : 0.02 * this.random.nextDouble();
	}

	private void arrive(SimulatedProcess process, Renewal renewal) {
		if (this.now < this.engineAwayUntil) {
			return;
		}
		Grant grant = this.engine.renew(renewal);
		this.result.messages++;
		this.result.mostGiven = Math.max(this.result.mostGiven, this.engine.given());
		send(() -> process.answered(renewal, grant), process);
	}

	private void fail() {
		SimulatedProcess victim = this.processes.get(this.random.nextInt(PROCESSES));
		switch (this.random.nextInt(8)) {
			case 0, 1 -> victim.stop(this.now, 90 * this.random.nextDouble());
			case 2 -> victim.crash(this.now, 20 * this.random.nextDouble());
			case 3 -> crashHost(victim);
			case 4 -> cutOff(1 + this.random.nextInt(10), 120 * this.random.nextDouble());
			case 5 -> this.engineAwayUntil = this.now + 60 * this.random.nextDouble();
			case 6 -> failOver();
			default -> lose();
		}
		at(-BETWEEN_FAULTS * Math.log(1 - this.random.nextDouble()), this::fail);
	}

	/**
	 * Nobody tells the backend that these connections are of no use any more.
	 */
	private void crashHost(SimulatedProcess victim) {
		this.lingering = ((this.now < this.lingeringUntil) ? this.lingering : 0)
				+ victim.crash(this.now, 20 * this.random.nextDouble());
		this.lingeringUntil = this.now + SimulatedProcess.KEEP_ALIVE;
	}

	private void cutOff(int count, double seconds) {
		for (int i = 0; i < count; i++) {
			this.processes.get(this.random.nextInt(PROCESSES)).cutOff(this.now, seconds);
		}
	}

	private void failOver() {
		this.engine.failOver(this.random.nextInt(5));
		this.engineSkew = skew();
		this.result.failures++;
	}

	private void lose() {
		if (this.random.nextInt(4) == 0) {
			this.engine.lose();
			this.result.losses++;
		}
	}

	private void look() {
		int usable = 0;
		int open = (this.now < this.lingeringUntil) ? this.lingering : 0;
		for (SimulatedProcess process : this.processes) {
			usable += process.usable();
			open += process.open(this.now);
			this.result.demanded += process.demand();
			this.result.served += process.served();
		}
		this.result.mostUsable = Math.max(this.result.mostUsable, usable);
		this.result.mostOpen = Math.max(this.result.mostOpen, open);
		this.result.usable += usable;
		this.result.looks++;
	}

	/**
	 * What was seen.
	 */
	static final class Result {

		private int mostUsable;

		private int mostOpen;

		private int mostGiven;

		private int messages;

		private int losses;

		private int failures;

		private long looks;

		private long usable;

		private long served;

		private long demanded;

		int mostUsable() {
			return this.mostUsable;
		}

		int mostOpen() {
			return this.mostOpen;
		}

		int mostGiven() {
			return this.mostGiven;
		}

		int losses() {
			return this.losses;
		}

		int failures() {
			return this.failures;
		}

		double meanUsable() {
			return (double) this.usable / this.looks;
		}

		double servedShare() {
			return (double) this.served / this.demanded;
		}

		@Override
		public String toString() {
			return "usable at most %s, on average %.0f; granted at most %s; open at most %s; %.0f %% of the demand served; "
				.formatted(this.mostUsable, meanUsable(), this.mostGiven, this.mostOpen, 100 * servedShare())
					+ "%s messages, %s losses, %s failovers".formatted(this.messages, this.losses, this.failures);
		}

	}

	/**
	 * Something that happens at a time.
	 *
	 * @param at the time
	 * @param action what happens
	 */
	private record Event(double at, Runnable action) {

	}

}
