package dev.lifeguard.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The script of {@code RedisBudgetStore} in Java, for one group: what takes hours of a
 * fleet's time is tested with it. A test holds that both give the same answers and keep
 * the same entries.
 */
public final class ModelStore implements BudgetStore {

	private final LongSupplier wallMillis;

	private State state = new State();

	/**
	 * Create an empty store.
	 * @param wallMillis a clock that may be set, in milliseconds
	 */
	public ModelStore(LongSupplier wallMillis) {
		this.wallMillis = wallMillis;
	}

	@Override
	public @Nullable Grant renew(Renewal renewal) {
		View view = look(renewal);
		if (view.isOld()) {
			return null;
		}
		int target = view.target();
		int free = view.pool - view.granted - view.quarantined;
		int held = renewal.has();
		if (!view.learning) {
			held += Math.max(0, Math.min(renewal.pending() - held, free - held));
		}
		int reply = Math.min(held, target);
		if (target > held && !view.learning) {
			held += Math.max(0, Math.min(target - held, free - held));
			reply = held;
		}
		view.remember(held, renewal.wanted(), view.clock + renewal.leaseTime().toMillis());
		return new Grant(reply, view.learning, view.pool, view.others.size() + 1, view.granted + held,
				view.wanted() + renewal.wanted(), view.quarantined);
	}

	@Override
	public void leave(Renewal renewal) {
		View view = look(renewal);
		if (!view.isOld()) {
			Entry mine = view.mine;
			view.remember((mine != null) ? Math.min(mine.granted(), renewal.has()) : renewal.has(), 0, view.clock);
		}
	}

	private View look(Renewal renewal) {
		return new View(renewal, this.state, this.wallMillis.getAsLong());
	}

	/**
	 * Return everything that is kept.
	 * @return a copy
	 */
	public State copy() {
		return this.state.copy();
	}

	/**
	 * Go back to what was kept before, as a replica does that becomes the master.
	 * @param state a copy
	 */
	public void restore(State state) {
		this.state = state.copy();
	}

	/**
	 * Lose everything.
	 */
	public void clear() {
		this.state = new State();
	}

	/**
	 * Return the entries as the script writes them.
	 * @return by the name of the field
	 */
	public Map<String, String> dump() {
		Map<String, String> dump = new TreeMap<>();
		if (this.state.exists) {
			dump.put("clock", Long.toString(this.state.clock));
			dump.put("wall", Long.toString(this.state.wall));
			dump.put("until", Long.toString(this.state.until));
		}
		this.state.entries.forEach((name, entry) -> dump.put("m:" + name, entry.toString()));
		return dump;
	}

	/**
	 * Return what is granted to all members and kept back from those that have vanished.
	 * @return the sum of all entries
	 */
	public int given() {
		return this.state.entries.values().stream().mapToInt(Entry::granted).sum();
	}

	/**
	 * Return whether the store knows what all members have.
	 * @return whether it grants something new
	 */
	public boolean knowsAll() {
		return this.state.exists && this.state.clock >= this.state.until;
	}

	/**
	 * Everything that is kept.
	 */
	public static final class State {

		private final Map<String, Entry> entries = new TreeMap<>();

		private boolean exists;

		private long clock;

		private long wall;

		private long until;

		private State copy() {
			State copy = new State();
			copy.entries.putAll(this.entries);
			copy.exists = this.exists;
			copy.clock = this.clock;
			copy.wall = this.wall;
			copy.until = this.until;
			return copy;
		}

	}

	/**
	 * What is kept of a member.
	 *
	 * @param sequence the number of its last message
	 * @param granted how many connections it has
	 * @param wanted how many it needs
	 * @param end the end of its lease
	 * @param quarantine how long what it has is kept back
	 * @param pool what it was told that the group may have
	 */
	private record Entry(long sequence, int granted, int wanted, long end, long quarantine, int pool) {

		boolean isGone(long clock) {
			return clock >= this.end + this.quarantine;
		}

		boolean isLive(long clock) {
			return clock < this.end;
		}

		@Override
		public String toString() {
			return "%s %s %s %s %s %s".formatted(this.sequence, this.granted, this.wanted, this.end, this.quarantine,
					this.pool);
		}

	}

	/**
	 * The state as one message finds it.
	 */
	private static final class View {

		private final Renewal renewal;

		private final State state;

		private final long wall;

		private final long clock;

		private final long until;

		private final boolean learning;

		private final @Nullable Entry mine;

		private final Map<String, Entry> others = new TreeMap<>();

		private int pool;

		private int granted;

		private int quarantined;

		View(Renewal renewal, State state, long wall) {
			this.renewal = renewal;
			this.state = state;
			this.wall = wall;
			this.clock = state.clock + passed(renewal, state, wall);
			long whole = renewal.leaseTime().plus(renewal.quarantine()).toMillis();
			boolean learned = state.exists && this.clock >= state.until;
			this.until = learned ? state.until : Math.max(state.until, whole);
			this.learning = this.clock < this.until;
			Entry known = state.entries.get(renewal.member());
			this.mine = (known != null && !known.isGone(this.clock)) ? known : null;
			this.pool = renewal.pool();
			state.entries.forEach(this::add);
		}

		private static long passed(Renewal renewal, State state, long wall) {
			long most = Math.max(renewal.quarantine().toMillis(), renewal.leaseTime().toMillis() / 2);
			return state.exists ? Math.max(0, Math.min(wall - state.wall, most)) : 0;
		}

		private void add(String name, Entry entry) {
			if (name.equals(this.renewal.member()) || entry.isGone(this.clock)) {
				return;
			}
			if (entry.isLive(this.clock)) {
				this.others.put(name, entry);
				this.granted += entry.granted();
				this.pool = Math.min(this.pool, entry.pool());
			}
			else {
				this.quarantined += entry.granted();
			}
		}

		boolean isOld() {
			return this.mine != null && this.renewal.sequence() <= this.mine.sequence();
		}

		int wanted() {
			return this.others.values().stream().mapToInt(Entry::wanted).sum();
		}

		int target() {
			List<Integer> wants = new ArrayList<>(this.others.values().stream().map(Entry::wanted).toList());
			wants.add(this.renewal.wanted());
			wants.sort(Comparator.naturalOrder());
			int left = Math.max(0, this.pool - this.quarantined);
			for (int i = 0; i < wants.size(); i++) {
				int sharers = wants.size() - i;
				if (wants.get(i) > left / sharers) {
					return target(left / sharers, left % sharers);
				}
				left -= wants.get(i);
			}
			return this.renewal.wanted();
		}

		private int target(int level, int spare) {
			if (this.renewal.wanted() <= level) {
				return this.renewal.wanted();
			}
			long before = this.others.entrySet()
				.stream()
				.filter((other) -> other.getValue().wanted() > level)
				.filter((other) -> other.getKey().compareTo(this.renewal.member()) < 0)
				.count();
			return level + ((before < spare) ? 1 : 0);
		}

		void remember(int held, int wanted, long end) {
			this.state.entries.values().removeIf((entry) -> entry.isGone(this.clock));
			this.state.entries.put(this.renewal.member(), new Entry(this.renewal.sequence(), held, wanted, end,
					this.renewal.quarantine().toMillis(), this.renewal.pool()));
			this.state.exists = true;
			this.state.clock = this.clock;
			this.state.wall = this.wall;
			this.state.until = this.until;
		}

	}

}
