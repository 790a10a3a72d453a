package dev.lifeguard.fleet;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Random messages of replicas that hold to the protocol, in any order, lost, late and
 * repeated, and what the store makes of them.
 */
public final class RandomMessages {

	/** What the replicas share. */
	public static final int POOL = 90;

	/**
	 * No network keeps a message for as long as a quarantine. If one did, the store would
	 * keep back what was free already: more than the budget is never used.
	 */
	private static final long LATEST_MILLIS = 25_000;

	private final List<Sent> onTheWay = new ArrayList<>();

	private final List<Replica> replicas = new ArrayList<>();

	private final BudgetStore store;

	private final ManualClock clock;

	private final Supplier<Map<String, String>> dump;

	private final Random random;

	private int names;

	private int mostGiven;

	private int mostUsable;

	/**
	 * Create messages.
	 * @param store the store
	 * @param clock the clock of the replicas and of the store
	 * @param dump returns what the store keeps, by the names of the fields
	 * @param seed chooses the messages
	 */
	public RandomMessages(BudgetStore store, ManualClock clock, Supplier<Map<String, String>> dump, long seed) {
		this.store = store;
		this.clock = clock;
		this.dump = dump;
		this.random = new Random(seed);
		IntStream.range(0, 8).forEach((index) -> this.replicas.add(replica()));
	}

	/**
	 * Send them.
	 * @param steps how many there are, about
	 */
	public void run(int steps) {
		for (int step = 0; step < steps; step++) {
			step();
			Map<String, String> kept = this.dump.get();
			if (Long.parseLong(kept.getOrDefault("clock", "0")) >= Long.parseLong(kept.getOrDefault("until", "1"))) {
				this.mostGiven = Math.max(this.mostGiven, given(kept));
			}
			this.mostUsable = Math.max(this.mostUsable, usable());
		}
	}

	/**
	 * Return the most that was granted and kept back, while the store knew all.
	 * @return the most at any time
	 */
	public int mostGiven() {
		return this.mostGiven;
	}

	/**
	 * Return the most that the replicas could use.
	 * @return the most at any time
	 */
	public int mostUsable() {
		return this.mostUsable;
	}

	private static int given(Map<String, String> kept) {
		return kept.entrySet()
			.stream()
			.filter((field) -> field.getKey().startsWith("m:"))
			.mapToInt((field) -> Integer.parseInt(field.getValue().split(" ")[1]))
			.sum();
	}

	private Replica replica() {
		Replica replica = new Replica(Fleets.of(100, 10), this.clock, this.random::nextDouble);
		replica.begin("m" + this.names++);
		return replica;
	}

	private int usable() {
		return this.replicas.stream().mapToInt((replica) -> replica.getAsInt() - 1).sum();
	}

	private void step() {
		int index = this.random.nextInt(this.replicas.size());
		Replica replica = this.replicas.get(index);
		switch (this.random.nextInt(12)) {
			case 0 -> this.clock.advance(Duration.ofMillis(this.random.nextInt(10_000)));
			case 1 -> restart(index);
			case 2 -> this.onTheWay.add(new Sent(renewal(replica), this.clock.millis()));
			case 3, 4 -> arrive();
			default -> beat(replica);
		}
	}

	private Renewal renewal(Replica replica) {
		int open = Math.min(1 + this.random.nextInt(40), replica.getAsInt());
		return replica.renew(open, 1 + this.random.nextInt(60));
	}

	private void restart(int index) {
		if (this.random.nextInt(10) == 0) {
			Replica gone = this.replicas.set(index, replica());
			this.store.leave(gone.leave(Math.min(this.random.nextInt(3), gone.getAsInt())));
		}
	}

	private void arrive() {
		this.onTheWay.removeIf((sent) -> this.clock.millis() - sent.millis() > LATEST_MILLIS);
		if (!this.onTheWay.isEmpty()) {
			Renewal renewal = this.onTheWay.get(this.random.nextInt(this.onTheWay.size())).renewal();
			Grant grant = this.store.renew(renewal);
			this.replicas.forEach((replica) -> replica.granted(renewal, grant));
			if (this.random.nextBoolean() || this.onTheWay.size() > 20) {
				this.onTheWay.remove(0);
			}
		}
	}

	private void beat(Replica replica) {
		Renewal renewal = renewal(replica);
		Grant grant = this.store.renew(renewal);
		if (this.random.nextInt(10) > 0) {
			replica.granted(renewal, grant);
		}
	}

	/**
	 * Message on its way.
	 *
	 * @param renewal the message
	 * @param millis when it was sent
	 */
	private record Sent(Renewal renewal, long millis) {

	}

}
