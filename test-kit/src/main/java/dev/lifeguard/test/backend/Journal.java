package dev.lifeguard.test.backend;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * What a backend has seen since it was last told to forget: all requests are counted, and
 * the last of them kept.
 */
final class Journal {

	private static final int KEPT = 1000;

	private final LongSupplier nanoClock;

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition arrival = this.lock.newCondition();

	private final Deque<SeenRequest> requests = new ArrayDeque<>();

	private int count;

	private int unanswered;

	private int most;

	private long beginning;

	Journal(LongSupplier nanoClock) {
		this.nanoClock = nanoClock;
		this.beginning = nanoClock.getAsLong();
	}

	void arrived(SeenRequest request) {
		this.lock.lock();
		try {
			request.arrived(++this.count, Duration.ofNanos(this.nanoClock.getAsLong() - this.beginning));
			this.requests.add(request);
			if (this.requests.size() > KEPT) {
				this.requests.remove();
			}
			this.most = Math.max(this.most, ++this.unanswered);
			this.arrival.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	void left() {
		this.lock.lock();
		try {
			this.unanswered--;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Begin anew. What is unanswered still is.
	 */
	void forget() {
		this.lock.lock();
		try {
			this.requests.clear();
			this.count = 0;
			this.most = this.unanswered;
			this.beginning = this.nanoClock.getAsLong();
		}
		finally {
			this.lock.unlock();
		}
	}

	int count() {
		return locked(() -> this.count);
	}

	int most() {
		return locked(() -> this.most);
	}

	int unanswered() {
		return locked(() -> this.unanswered);
	}

	List<SeenRequest> requests() {
		this.lock.lock();
		try {
			return List.copyOf(this.requests);
		}
		finally {
			this.lock.unlock();
		}
	}

	private int locked(IntSupplier number) {
		this.lock.lock();
		try {
			return number.getAsInt();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Wait until so many requests have arrived.
	 * @return whether they have, in time
	 */
	boolean await(int number, Duration longest) throws InterruptedException {
		long left = longest.toNanos();
		this.lock.lock();
		try {
			while (this.count < number && left > 0) {
				left = this.arrival.awaitNanos(left);
			}
			return this.count >= number;
		}
		finally {
			this.lock.unlock();
		}
	}

}
