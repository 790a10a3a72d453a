package dev.lifeguard.transport.names;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Plan of one connect to a name that has several addresses: each has a turn that is as
 * short as an answer usually needs, then each has a second one with the time that is
 * left. All of it fits into the connect timeout.
 * <p>
 * The turns come one after the other, because the transport cannot race two sockets for
 * one connection.
 */
final class AddressPlan {

	/** As many silent addresses do not take more than half of the time. */
	private static final int SHARES = 4;

	/** The next turn begins at once, unless the event loop is busy. */
	private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

	private final List<InetSocketAddress> addresses;

	private final AtomicReferenceArray<Throwable> refusals;

	private final AddressMemory memory;

	private final Duration whole;

	private final long began;

	private final LongSupplier nanoClock;

	private volatile long cutShort;

	/**
	 * Create a plan.
	 * @param addresses the addresses
	 * @param memory what is known of them
	 * @param whole the connect timeout
	 * @param began when the connect began, with the name
	 */
	AddressPlan(List<InetSocketAddress> addresses, AddressMemory memory, Duration whole, long began) {
		this.addresses = memory.inOrder(addresses);
		this.refusals = new AtomicReferenceArray<>(addresses.size());
		this.memory = memory;
		this.whole = whole;
		this.began = began;
		this.nanoClock = memory.nanoClock();
	}

	/**
	 * Return each address twice.
	 */
	List<AddressInTurn> turns() {
		int count = this.addresses.size();
		return IntStream.range(0, 2 * count)
			.mapToObj((turn) -> new AddressInTurn(this.addresses.get(turn % count), this, turn))
			.toList();
	}

	InetSocketAddress address(int turn) {
		return this.addresses.get(turn % this.addresses.size());
	}

	/**
	 * Return how long a turn may take. A first turn that would take from the second half
	 * of the time is left out.
	 * @return the time, which is not positive if there is none
	 */
	Duration time(int turn) {
		int count = this.addresses.size();
		Duration used = Duration.ofNanos(this.nanoClock.getAsLong() - this.began);
		Duration left = this.whole.minus(used);
		if (turn >= count) {
			return (turn < 2 * count - 1) ? left.dividedBy(2) : left;
		}
		Duration half = this.whole.dividedBy(2);
		if (turn > 0 && used.compareTo(half) >= 0) {
			return Duration.ZERO;
		}
		Duration share = half.dividedBy(Math.min(count, SHARES));
		Duration patience = this.memory.patience(address(turn));
		return (patience.compareTo(share) < 0) ? patience : share;
	}

	/**
	 * Return how the address refused in its first turn, which it need not do twice.
	 */
	@Nullable Throwable refusal(int turn) {
		return this.refusals.get(turn % this.addresses.size());
	}

	void refused(int turn, Throwable refusal) {
		this.refusals.set(turn % this.addresses.size(), refusal);
	}

	/**
	 * A turn begins.
	 */
	void begins() {
		this.cutShort = 0;
	}

	void silent(int turn) {
		this.memory.silent(address(turn));
		if (turn < 2 * this.addresses.size() - 1) {
			this.cutShort = this.nanoClock.getAsLong() | 1;
		}
	}

	/**
	 * Return whether a turn was cut short and none came after it: the application has
	 * chosen one address among those of the plan.
	 */
	boolean hasEndedEarly() {
		long cutShort = this.cutShort;
		return cutShort != 0 && this.nanoClock.getAsLong() - cutShort > MOMENT_NANOS;
	}

	void connected(int turn, Duration time) {
		this.memory.connected(address(turn), time);
	}

	LongSupplier nanoClock() {
		return this.nanoClock;
	}

}
