package dev.lifeguard.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import dev.lifeguard.limit.FleetSettings;

/**
 * Fleet in which nothing fails unless a test says so, in virtual time.
 */
final class TestFleet {

	private static final Duration TICK = Duration.ofMillis(100);

	private final ManualClock clock = new ManualClock();

	private final List<Member> members = new ArrayList<>();

	private final Random random = new Random(1);

	private final ModelStore store = new ModelStore(() -> this.clock.millis() + this.wallOffset);

	private volatile long wallOffset;

	private volatile boolean storeAway;

	private int names;

	/**
	 * Create a fleet whose store knows that there was nothing before.
	 */
	static TestFleet thatHasLearned() {
		TestFleet fleet = new TestFleet();
		Member first = fleet.join(Fleets.of(100, 10), 1);
		fleet.run(Duration.ofSeconds(60));
		fleet.leave(first);
		return fleet;
	}

	Member join(FleetSettings settings, int needed) {
		Member member = new Member(settings, needed);
		this.members.add(member);
		return member;
	}

	void leave(Member member) {
		member.open = 0;
		this.store.leave(member.replica.leave(0));
		this.members.remove(member);
	}

	/**
	 * A member is gone without a word.
	 */
	void kill(Member member) {
		this.members.remove(member);
	}

	void run(Duration time) {
		for (long ticks = time.dividedBy(TICK); ticks > 0; ticks--) {
			this.clock.advance(TICK);
			this.members.forEach(Member::step);
		}
	}

	void setWallClock(Duration ahead) {
		this.wallOffset = ahead.toMillis();
	}

	void storeAway(boolean away) {
		this.storeAway = away;
	}

	ModelStore store() {
		return this.store;
	}

	ManualClock clock() {
		return this.clock;
	}

	int usable() {
		return this.members.stream().mapToInt((member) -> member.replica.getAsInt() - 1).sum();
	}

	/**
	 * One of the fleet.
	 */
	final class Member {

		private final Replica replica;

		private int needed;

		private int open;

		private boolean stopped;

		private Member(FleetSettings settings, int needed) {
			this.needed = needed;
			this.replica = new Replica(settings, TestFleet.this.clock, TestFleet.this.random::nextDouble);
			this.replica.begin("m" + TestFleet.this.names++);
		}

		private void step() {
			if (this.stopped) {
				return;
			}
			this.open = Math.min(this.needed, this.replica.getAsInt());
			if (this.replica.isDue(this.open)) {
				Renewal renewal = this.replica.renew(this.open, this.needed);
				if (!TestFleet.this.storeAway) {
					this.replica.granted(renewal, TestFleet.this.store.renew(renewal));
				}
			}
		}

		void need(int connections) {
			this.needed = connections;
		}

		void stop(boolean stopped) {
			this.stopped = stopped;
		}

		int share() {
			return this.replica.getAsInt();
		}

		Replica replica() {
			return this.replica;
		}

	}

}
