package dev.lifeguard.call;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.lifeguard.time.WaitTimer;

/**
 * Finder of the responses that the application dropped unread: the garbage collector puts
 * them into a queue, and the clients' timer empties it.
 *
 * @since 0.1.0
 */
public final class CollectedResponses {

	private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private final ReferenceQueue<Object> queue = new ReferenceQueue<>();

	private final Set<UnreadResponse> unread = ConcurrentHashMap.newKeySet();

	private final AtomicBoolean started = new AtomicBoolean();

	private final WaitTimer timer;

	/**
	 * Create a finder.
	 * @param timer runs it
	 */
	public CollectedResponses(WaitTimer timer) {
		this.timer = timer;
	}

	public void start() {
		if (this.started.compareAndSet(false, true)) {
			this.timer.every(this::empty, INTERVAL_NANOS);
		}
	}

	private void empty() {
		for (Reference<?> next = this.queue.poll(); next != null; next = this.queue.poll()) {
			UnreadResponse response = (UnreadResponse) next;
			this.unread.remove(response);
			response.collectedSoon();
		}
	}

	ReferenceQueue<Object> queue() {
		return this.queue;
	}

	/**
	 * Keep a response in sight that has arrived completely and has no reader yet. Its
	 * connection does not lead to it any more, and its buffers wait to be released.
	 */
	void keep(UnreadResponse response) {
		this.unread.add(response);
		if (response.isTaken()) {
			this.unread.remove(response);
		}
	}

	void forget(UnreadResponse response) {
		if (!this.unread.isEmpty()) {
			this.unread.remove(response);
		}
	}

}
