package dev.lifeguard.fleet;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;
import dev.lifeguard.limit.Share;
import org.jspecify.annotations.Nullable;

/**
 * One client as a member of its group: what it may use now, what it tells the store, and
 * what it makes of the answers.
 * <p>
 * Together, the replicas of a group never use more than its budget, although messages are
 * lost and late, processes and machines stop and go on, and the store forgets:
 * <ul>
 * <li><b>It tells what it has</b>: what it may use, or what is still open if that is
 * more. The store takes nothing into account that a replica might have given back.</li>
 * <li><b>Less is less at once.</b> More is an offer, which may be used only after a
 * second renewal has confirmed it, nearly a heartbeat later: the store may have lost the
 * first.</li>
 * <li><b>A lease ends early</b>: counted from when its renewal was sent, by a monotonic
 * clock, a thousandth and half a second before the store's own count. It ends by itself,
 * so that a process that was stopped finds no lease.</li>
 * <li><b>Answers count once, and in time</b>: the one to the latest message, if the lease
 * that it gives has not ended already.</li>
 * </ul>
 * The floor needs no lease, and is no part of the budget that is shared.
 * <p>
 * The share may be asked for from any thread: that costs one volatile read and at most
 * one look at the clock. All else takes a short lock.
 *
 * @since 0.1.0
 */
public final class Replica implements Share {

	/** Of a heartbeat: between an offer and its confirmation. */
	private static final double CONFIRMED = 0.9;

	/** Of a heartbeat: between two messages about closed connections. */
	private static final double CLOSED = 0.2;

	private final FleetSettings settings;

	private final String group;

	private final int budget;

	private final int pool;

	private final LongSupplier nanoClock;

	private final DoubleSupplier random;

	private final boolean freezes;

	private volatile Term term = Term.NONE;

	private volatile @Nullable Grant last;

	private volatile int wanted;

	private @Nullable String member;

	private long sequence;

	private int pending;

	private long offeredNanos;

	private @Nullable Renewal outstanding;

	private @Nullable Renewal latest;

	private long sentNanos;

	private long dueNanos;

	/**
	 * Create a replica that has no lease.
	 * @param settings the fleet that it is part of, whose group, budget and number of
	 * replicas are known
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param random returns numbers from 0 to 1, so that replicas that started together
	 * do not stay together
	 */
	public Replica(FleetSettings settings, LongSupplier nanoClock, DoubleSupplier random) {
		this.settings = settings;
		this.group = known("group", settings.group());
		this.budget = known("max-connections", settings.maxConnections());
		long floors = (long) settings.floor() * known("replicas", settings.replicas());
		this.pool = (int) Math.max(0, this.budget - floors);
		this.nanoClock = nanoClock;
		this.random = random;
		this.freezes = settings.whenUnreachable() == WhenUnreachable.FREEZE;
		this.wanted = settings.floor();
	}

	private static <T> T known(String key, @Nullable T value) {
		if (value == null) {
			throw new IllegalArgumentException("fleet.%s must be known to share a budget out".formatted(key));
		}
		return value;
	}

	/**
	 * Return the fleet that it is part of.
	 * @return the settings
	 */
	public FleetSettings settings() {
		return this.settings;
	}

	/**
	 * Begin to take part, without a lease. A name is used once.
	 * @param member the name of the new member
	 */
	public synchronized void begin(String member) {
		this.member = member;
		this.sequence = 0;
		this.outstanding = null;
		this.latest = null;
		this.last = null;
		this.dueNanos = this.nanoClock.getAsLong();
		lose();
	}

	private void lose() {
		this.pending = 0;
		this.term = Term.NONE;
	}

	/**
	 * Return whether the store should hear of the replica now: a heartbeat after the last
	 * time, or as soon as the connections are closed that the store waits for.
	 * @param open how many connections are open
	 * @return whether it is time for a {@link #renew(int, int) renewal}
	 */
	public synchronized boolean isDue(int open) {
		long now = this.nanoClock.getAsLong();
		return this.member != null && (now - this.dueNanos >= 0 || (isAwaited(open) && rested(now)));
	}

	/**
	 * Return whether the store waits for connections that have been closed meanwhile.
	 */
	private boolean isAwaited(int open) {
		Renewal told = this.latest;
		Grant grant = this.last;
		return this.outstanding == null && told != null && grant != null && grant.connections() < told.has()
				&& has(open) < told.has();
	}

	private boolean rested(long now) {
		return now - this.sentNanos >= CLOSED * this.settings.heartbeat().toNanos();
	}

	/**
	 * Make the message to the store. The answer to an earlier one does not count any
	 * more.
	 * @param open how many connections are open
	 * @param needed how many connections are needed, those of the floor among them
	 * @return the message, which must be sent now
	 */
	public synchronized Renewal renew(int open, int needed) {
		long now = this.nanoClock.getAsLong();
		if (!this.term.holds(now)) {
			expire();
		}
		this.wanted = Math.max(needed, this.settings.floor());
		this.sentNanos = now;
		this.dueNanos = now + pause();
		Renewal renewal = message(has(open), this.pending, this.wanted - this.settings.floor());
		this.outstanding = renewal;
		this.latest = renewal;
		return renewal;
	}

	/**
	 * What is kept without a lease is truth as well, what was merely offered is not.
	 */
	private void expire() {
		if (this.freezes) {
			this.pending = this.term.connections();
		}
		else {
			lose();
		}
	}

	private int has(int open) {
		return Math.max(this.term.connections(), open - this.settings.floor());
	}

	private long pause() {
		return (long) (this.settings.heartbeat().toNanos() * (0.9 + 0.2 * this.random.getAsDouble()));
	}

	private Renewal message(int has, int pending, int wanted) {
		return new Renewal(this.group, known("member", this.member), ++this.sequence, has, pending, wanted, this.pool,
				this.settings.leaseTime(), this.settings.quarantine());
	}

	/**
	 * Take the store's answer.
	 * @param renewal the message that it answers
	 * @param grant the answer, or {@code null} if the store did not count the message
	 * @return whether the lease is renewed; if not, nothing has changed
	 */
	public synchronized boolean granted(Renewal renewal, @Nullable Grant grant) {
		if (this.outstanding != renewal) {
			return false;
		}
		this.outstanding = null;
		long now = this.nanoClock.getAsLong();
		long end = this.sentNanos + this.settings.usableTime().toNanos();
		if (grant == null || end - now <= 0) {
			return false;
		}
		this.term = new Term(take(grant, now), end);
		this.last = grant;
		if (isFirst(grant, renewal)) {
			this.dueNanos = this.sentNanos + this.settings.heartbeat().toNanos() / 2;
		}
		return true;
	}

	private int take(Grant grant, long now) {
		int active = this.term.connections();
		int offer = grant.connections();
		if (offer <= active) {
			this.pending = offer;
			return offer;
		}
		if (this.pending > active
				&& this.sentNanos - this.offeredNanos < CONFIRMED * this.settings.heartbeat().toNanos()) {
			this.pending = Math.min(this.pending, offer);
			return active;
		}
		int confirmed = Math.max(active, Math.min(this.pending, offer));
		this.pending = offer;
		this.offeredNanos = now;
		return confirmed;
	}

	/**
	 * Who has just joined, and finds everything given away, asks twice as often.
	 */
	private boolean isFirst(Grant grant, Renewal renewal) {
		return grant.connections() == 0 && renewal.wanted() > 0 && !grant.learning();
	}

	/**
	 * End the lease, and make the last message. Only the floor is left, until the replica
	 * begins again.
	 * @param open how many connections could not be closed
	 * @return the message
	 */
	public synchronized Renewal leave(int open) {
		lose();
		this.outstanding = null;
		this.last = null;
		Renewal departure = message(has(open), 0, 0);
		this.member = null;
		return departure;
	}

	@Override
	public int getAsInt() {
		Term current = this.term;
		int leased = current.connections();
		return this.settings.floor() + ((leased > 0 && isKept(current)) ? leased : 0);
	}

	private boolean isKept(Term current) {
		return this.freezes || current.holds(this.nanoClock.getAsLong());
	}

	/**
	 * Return how much of the lease is left.
	 * @return the time, zero if there is no lease
	 */
	public Duration remaining() {
		Term current = this.term;
		long now = this.nanoClock.getAsLong();
		return current.holds(now) ? Duration.ofNanos(current.endNanos() - now) : Duration.ZERO;
	}

	@Override
	public FleetSnapshot view() {
		Grant grant = this.last;
		int floor = this.settings.floor();
		int lease = getAsInt();
		if (grant == null) {
			return new FleetSnapshot(this.group, state(null), lease, this.wanted, floor, this.budget, 0, lease,
					this.wanted);
		}
		int floors = grant.members() * floor;
		return new FleetSnapshot(this.group, state(grant), lease, this.wanted, floor,
				this.budget - this.pool + grant.pool(), grant.members(), grant.granted() + floors,
				grant.wanted() + floors);
	}

	private FleetSnapshot.State state(@Nullable Grant grant) {
		Term current = this.term;
		if (grant != null && current.holds(this.nanoClock.getAsLong())) {
			return grant.learning() ? FleetSnapshot.State.LEARNING : FleetSnapshot.State.LEASED;
		}
		return (this.freezes && current.connections() > 0) ? FleetSnapshot.State.FROZEN : FleetSnapshot.State.FLOOR;
	}

}
