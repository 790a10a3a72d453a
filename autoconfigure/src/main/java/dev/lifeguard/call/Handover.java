package dev.lifeguard.call;

import java.lang.ref.ReferenceQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

/**
 * Handover of a response to the application: it notices when the application asks for
 * bytes, and when it has dropped the response unread.
 * <p>
 * It refers to the response weakly, and is itself reachable from the connection: what
 * hangs on the connection must never lead back to the response.
 *
 * @since 0.1.0
 */
public final class Handover extends UnreadResponse {

	/**
	 * Maximum number of bytes of an unwanted response that are read so that its
	 * connection can be used again: {@value}.
	 */
	public static final int DRAIN_BYTES = 64 * 1024;

	/**
	 * Longest time for which the rest of it is read: 100 ms, in nanoseconds.
	 */
	public static final long DRAIN_NANOS = 100_000_000;

	private static final AtomicIntegerFieldUpdater<Handover> ASKS = AtomicIntegerFieldUpdater.newUpdater(Handover.class,
			"asks");

	private final Call call;

	private final Runnable discard;

	private static final AtomicLongFieldUpdater<Handover> ASKED_NANOS = AtomicLongFieldUpdater
		.newUpdater(Handover.class, "askedNanos");

	private volatile int asks;

	private volatile long askedNanos;

	private volatile boolean taken;

	Handover(Object response, ReferenceQueue<Object> collected, Call call, Runnable discard) {
		super(response, collected);
		this.call = call;
		this.discard = discard;
	}

	/**
	 * Note that the application asks for bytes. Called by one thread at a time.
	 */
	public void asked() {
		// one writer, and its reader may lag behind: an ordered store is enough
		ASKED_NANOS.lazySet(this, this.call.client().nanoClock().getAsLong());
		ASKS.lazySet(this, this.asks + 1);
	}

	/**
	 * Note that the body has a reader, or will never need one: from now on it does not
	 * matter whether the response itself is still referred to.
	 */
	public void taken() {
		this.taken = true;
		clear();
		this.call.client().collected().forget(this);
	}

	int asks() {
		return this.asks;
	}

	/**
	 * Return how long ago the application asked for bytes.
	 * @return nanoseconds, or -1 if it never did
	 */
	long sinceAskNanos() {
		return (this.asks > 0) ? Math.max(0, this.call.client().nanoClock().getAsLong() - this.askedNanos) : -1;
	}

	/**
	 * Return whether the body has, or had, a reader.
	 * @return whether it was taken
	 */
	@Override
	public boolean isTaken() {
		return this.taken;
	}

	/**
	 * The response is not wanted any more, and nobody has read of it.
	 */
	void discard() {
		if (!this.taken) {
			taken();
			this.discard.run();
		}
	}

	@Override
	void collectedSoon() {
		this.call.client().lanes().work().execute(this::collected);
	}

	private void collected() {
		if (!this.taken) {
			this.taken = true;
			if (!this.call.collected()) {
				this.discard.run();
			}
		}
	}

}
