package dev.lifeguard.fleet.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;

/**
 * Store as it is written in an afternoon: a key with a time to live for each process, and
 * what is left of the budget for whoever asks.
 */
final class NaiveEngine implements Engine {

	private static final int COPIES = 5;

	private final LongSupplier wallMillis;

	private final Deque<Map<String, long[]>> copies = new ArrayDeque<>();

	private Map<String, long[]> entries = new TreeMap<>();

	NaiveEngine(LongSupplier wallMillis) {
		this.wallMillis = wallMillis;
	}

	@Override
	public Grant renew(Renewal renewal) {
		long now = this.wallMillis.getAsLong();
		this.entries.values().removeIf((entry) -> entry[1] <= now);
		this.entries.remove(renewal.member());
		int others = (int) this.entries.values().stream().mapToLong((entry) -> entry[0]).sum();
		int fair = renewal.pool() / (this.entries.size() + 1);
		int granted = Math.min(renewal.wanted(), Math.max(0, Math.min(2 * fair, renewal.pool() - others)));
		this.entries.put(renewal.member(), new long[] { granted, now + renewal.leaseTime().toMillis() });
		return new Grant(granted, false, renewal.pool(), this.entries.size(), others + granted, 0, 0);
	}

	@Override
	public void keep() {
		this.copies.addFirst(new TreeMap<>(this.entries));
		if (this.copies.size() > COPIES) {
			this.copies.removeLast();
		}
	}

	@Override
	public void failOver(int halfSeconds) {
		this.copies.stream().skip(halfSeconds).findFirst().ifPresent((copy) -> this.entries = new TreeMap<>(copy));
	}

	@Override
	public void lose() {
		this.entries.clear();
		this.copies.clear();
	}

	@Override
	public int given() {
		return 0;
	}

}
