package dev.lifeguard.transport.names;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/**
 * Memory of the addresses that did not answer a connect, or not soon: the former come
 * last for a while, the latter are given the time that they need. Addresses that answer
 * as usual take no room in it.
 */
final class AddressMemory {

	/**
	 * Time within which an address is expected to answer. Source: RFC 8305, section 8.
	 */
	static final Duration SOON = Duration.ofMillis(250);

	private static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(30);

	private static final long WITHOUT_TURNS_NANOS = TimeUnit.MINUTES.toNanos(10);

	private static final int MOST = 256;

	private final Map<InetSocketAddress, Known> known = new ConcurrentHashMap<>();

	private final LongSupplier nanoClock;

	private final AtomicReference<AddressPlan> last = new AtomicReference<>();

	private volatile long withoutTurns;

	AddressMemory(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
	}

	LongSupplier nanoClock() {
		return this.nanoClock;
	}

	/**
	 * Return the addresses in the given order, except that those which have been silent
	 * recently are last.
	 */
	List<InetSocketAddress> inOrder(List<InetSocketAddress> addresses) {
		if (this.known.isEmpty()) {
			return addresses;
		}
		List<InetSocketAddress> ordered = new ArrayList<>(addresses.size());
		List<InetSocketAddress> silent = new ArrayList<>();
		addresses.forEach((address) -> (isSilent(address) ? silent : ordered).add(address));
		ordered.addAll(silent);
		return ordered;
	}

	private boolean isSilent(InetSocketAddress address) {
		Known known = this.known.get(address);
		return known != null && known.silent() && this.nanoClock.getAsLong() - known.since() < SILENT_NANOS;
	}

	/**
	 * Return whether a plan makes sense. It does not where the application's own selector
	 * leaves one of the addresses: that one needs all of the time. Nothing tells so
	 * beforehand.
	 */
	boolean takesTurns(AddressPlan plan) {
		AddressPlan before = this.last.getAndSet(plan);
		long now = this.nanoClock.getAsLong() | 1;
		if (before != null && before.hasEndedEarly()) {
			this.withoutTurns = now;
		}
		return this.withoutTurns == 0 || now - this.withoutTurns > WITHOUT_TURNS_NANOS;
	}

	/**
	 * Return how long the address may take before the next one is tried.
	 */
	Duration patience(InetSocketAddress address) {
		Known known = this.known.get(address);
		Duration twice = (known != null) ? known.connect().multipliedBy(2) : SOON;
		return (twice.compareTo(SOON) > 0) ? twice : SOON;
	}

	void silent(InetSocketAddress address) {
		Known known = this.known.get(address);
		remember(address,
				new Known(true, this.nanoClock.getAsLong(), (known != null) ? known.connect() : Duration.ZERO));
	}

	void connected(InetSocketAddress address, Duration time) {
		if (time.compareTo(SOON.dividedBy(2)) > 0) {
			remember(address, new Known(false, this.nanoClock.getAsLong(), time));
		}
		else {
			this.known.remove(address);
		}
	}

	private void remember(InetSocketAddress address, Known known) {
		if (this.known.size() >= MOST) {
			long now = this.nanoClock.getAsLong();
			this.known.values().removeIf((other) -> now - other.since() > SILENT_NANOS);
		}
		if (this.known.size() < MOST) {
			this.known.put(address, known);
		}
	}

	/**
	 * Knowledge about an address.
	 *
	 * @param silent whether it did not answer when it was last tried
	 * @param since when that was
	 * @param connect how long a connect took, if one succeeded
	 */
	private record Known(boolean silent, long since, Duration connect) {

	}

}
