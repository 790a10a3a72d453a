package dev.lifeguard.fleet.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import org.jspecify.annotations.Nullable;

/**
 * Process that needs connections, and may be stopped, cut off or dead for a while.
 */
final class SimulatedProcess {

	/** The backend closes what is idle for as long: less than the quarantine. */
	static final double KEEP_ALIVE = 20;

	private static final double COMMAND_TIMEOUT = 2;

	private static final double HEADROOM = 1.1;

	private final List<Answer> inbox = new ArrayList<>();

	private final Random random;

	private final String name;

	private final Leaser leaser;

	private int incarnation;

	private double stoppedAt;

	private double stoppedUntil;

	private double cutOffUntil;

	private double deadUntil;

	private double waitsUntil;

	private int demand = 1;

	private int open;

	private boolean running = true;

	SimulatedProcess(String name, Leaser leaser, Random random) {
		this.name = name;
		this.leaser = leaser;
		this.random = random;
		leaser.begin(name + "@0");
	}

	/**
	 * Return a clock of the process's own.
	 * @param now the true time, in seconds
	 * @param offset how much it is ahead, in seconds
	 * @param rate how fast it is
	 */
	static LongSupplier clock(DoubleSupplier now, double offset, double rate) {
		return () -> (long) ((offset + now.getAsDouble() * rate) * 1e9);
	}

	/**
	 * Do what is to be done now.
	 * @param now the true time, in seconds
	 * @return a message to the store, if one is due
	 */
	@Nullable Renewal step(double now) {
		if (now < this.deadUntil || now < this.stoppedUntil) {
			return null;
		}
		if (!this.running) {
			restart();
		}
		if (this.stoppedUntil > 0) {
			goOn();
		}
		takeAnswers();
		work();
		if (now < this.waitsUntil || !this.leaser.isDue(this.open)) {
			return null;
		}
		this.waitsUntil = now + COMMAND_TIMEOUT;
		return this.leaser.renew(this.open, (int) Math.ceil(HEADROOM * this.demand) + 1);
	}

	private void restart() {
		this.running = true;
		this.incarnation++;
		this.inbox.clear();
		this.waitsUntil = 0;
		this.leaser.begin(this.name + "@" + this.incarnation);
	}

	/**
	 * What the backend has closed meanwhile is closed here, too.
	 */
	private void goOn() {
		if (this.stoppedUntil - this.stoppedAt > KEEP_ALIVE) {
			this.open = 0;
		}
		this.stoppedUntil = 0;
	}

	private void takeAnswers() {
		for (Answer answer : this.inbox) {
			this.leaser.granted(answer.renewal(), answer.grant());
			this.waitsUntil = 0;
		}
		this.inbox.clear();
	}

	/**
	 * Connections beyond the share are closed when their calls end.
	 */
	private void work() {
		if (this.random.nextInt(400) == 0) {
			this.demand = 1 + this.random.nextInt(20);
		}
		int target = Math.min(this.demand, this.leaser.usable() + 1);
		if (this.open < target) {
			this.open = target;
		}
		else if (this.open > target && this.random.nextInt(4) == 0) {
			this.open--;
		}
	}

	void answered(Renewal renewal, @Nullable Grant grant) {
		if (this.running && renewal.member().endsWith("@" + this.incarnation)) {
			this.inbox.add(new Answer(renewal, grant));
		}
	}

	void stop(double now, double seconds) {
		if (now >= this.deadUntil) {
			this.stoppedAt = now;
			this.stoppedUntil = now + seconds;
		}
	}

	void cutOff(double now, double seconds) {
		this.cutOffUntil = now + seconds;
	}

	boolean isCutOff(double now) {
		return now < this.cutOffUntil;
	}

	/**
	 * Die, and start again after a while.
	 * @return how many connections were open
	 */
	int crash(double now, double seconds) {
		int left = this.open;
		this.running = false;
		this.open = 0;
		this.stoppedUntil = 0;
		this.deadUntil = now + seconds;
		return left;
	}

	int usable() {
		return this.running ? this.leaser.usable() : 0;
	}

	/**
	 * Return how many connections the backend has of the process.
	 */
	int open(double now) {
		boolean closed = this.stoppedUntil > 0 && now > this.stoppedAt + KEEP_ALIVE;
		return closed ? 0 : this.open;
	}

	int served() {
		return Math.min(this.demand, usable() + 1);
	}

	int demand() {
		return this.demand;
	}

	/**
	 * Answer that has arrived.
	 *
	 * @param renewal the message
	 * @param grant the answer
	 */
	private record Answer(Renewal renewal, @Nullable Grant grant) {

	}

}
