package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.lifeguard.diagnosis.vitals.Figures;
import dev.lifeguard.diagnosis.vitals.Times;
import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.Holder;
import org.jspecify.annotations.Nullable;

/**
 * A pool of eight permits that are all taken, as a symptom is shown it. Its client is
 * well unless a test sets something else: 100 calls per second are answered after 20 ms,
 * as they usually are.
 */
public final class FullPool {

	public static final int LIMIT = 8;

	private final List<Holder> holders = new ArrayList<>();

	private final Map<String, RemoteSnapshot> remotes = new TreeMap<>();

	private int limit = LIMIT;

	private boolean learned;

	private int max;

	private int used = -1;

	private int pending = 3;

	private @Nullable FleetSnapshot fleet;

	private boolean ofOneRemote;

	private boolean leavesSome;

	private Duration connectTimeout = Duration.ofSeconds(2);

	private Duration responseTimeout = Duration.ofSeconds(10);

	private @Nullable Times usual = times(20);

	private @Nullable Times recent = times(20);

	private @Nullable Times usualHeld = times(20);

	private @Nullable Times recentHeld = times(20);

	private int ended = 100;

	private double arrivals = 100;

	private Duration held = Duration.ofMillis(20);

	private double retryShare;

	/**
	 * Return times of which all are the same.
	 */
	static Times times(long millis) {
		return times(millis, millis, millis);
	}

	static Times times(long half, long most, long nearlyAll) {
		return new Times(Duration.ofMillis(half), Duration.ofMillis(most), Duration.ofMillis(nearlyAll));
	}

	public FullPool hold(int count, SomeHolder one) {
		Holder holder = one.holder();
		for (int i = 0; i < count; i++) {
			this.holders.add(holder);
		}
		this.remotes.put(holder.remote(), new RemoteSnapshot(LIMIT, count, 0, 0, 0));
		return this;
	}

	FullPool limit(int limit) {
		this.limit = limit;
		return this;
	}

	/**
	 * The limit is learned, and the bound is five times as large.
	 */
	FullPool learned() {
		this.learned = true;
		return this;
	}

	/**
	 * The client shares a budget.
	 */
	public FullPool fleet(FleetSnapshot fleet) {
		this.fleet = fleet;
		return this;
	}

	/**
	 * The configured bound is another one than that in force.
	 */
	public FullPool max(int max) {
		this.max = max;
		return this;
	}

	/**
	 * Fewer permits are in use, and as many callers wait.
	 */
	FullPool used(int used, int pending) {
		this.used = used;
		this.pending = pending;
		return this;
	}

	FullPool ofOneRemote() {
		this.ofOneRemote = true;
		return this;
	}

	/**
	 * It is a call of low priority that has no permit, and one is free for others.
	 */
	public FullPool leavesSome() {
		this.leavesSome = true;
		return this;
	}

	FullPool timeouts(long connectMillis, long responseMillis) {
		this.connectTimeout = Duration.ofMillis(connectMillis);
		this.responseTimeout = Duration.ofMillis(responseMillis);
		return this;
	}

	FullPool usual(@Nullable Times firstByte) {
		this.usual = firstByte;
		return this;
	}

	public FullPool usualTail(long millis) {
		return usual(times(20, millis, millis));
	}

	FullPool recent(@Nullable Times firstByte) {
		this.recent = firstByte;
		return this;
	}

	FullPool usualHeld(@Nullable Times times) {
		this.usualHeld = times;
		return this;
	}

	FullPool recentHeld(@Nullable Times times) {
		this.recentHeld = times;
		return this;
	}

	FullPool ended(int ended) {
		this.ended = ended;
		return this;
	}

	public FullPool arrivals(double perSecond) {
		this.arrivals = perSecond;
		return this;
	}

	FullPool held(long millisOnTheAverage) {
		this.held = Duration.ofMillis(millisOnTheAverage);
		return this;
	}

	public FullPool retryShare(double share) {
		this.retryShare = share;
		return this;
	}

	private int max() {
		int usual = this.learned ? 5 * this.limit : this.limit;
		return (this.max > 0) ? this.max : usual;
	}

	public Facts facts() {
		int full = this.leavesSome ? this.limit - 1 : this.limit;
		PoolSnapshot pool = new PoolSnapshot(max(), this.limit, (this.used < 0) ? full : this.used, 0, 0, this.pending,
				8, Duration.ofSeconds(1), Map.copyOf(this.remotes), this.learned, this.fleet);
		Figures figures = new Figures(this.usual, this.recent, this.usualHeld, this.recentHeld, this.ended,
				this.arrivals, this.held, this.retryShare);
		return new Facts("orders", pool, List.copyOf(this.holders), this.ofOneRemote, this.leavesSome, figures,
				this.connectTimeout, this.responseTimeout);
	}

}
