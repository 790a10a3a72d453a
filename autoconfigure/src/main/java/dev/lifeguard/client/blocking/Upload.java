package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;

/**
 * Body of a request on its way from the calling thread to the connection. The thread
 * waits while the connection asks for nothing, so no more is in memory than it asked for.
 */
final class Upload implements Publisher<ByteBuf>, Subscription {

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition changed = this.lock.newCondition();

	// guarded by the lock
	private @Nullable Subscriber<? super ByteBuf> subscriber;

	private long requested;

	private boolean stopped;

	private boolean completed;

	private final AtomicBoolean begun = new AtomicBoolean();

	private volatile Executor loop = Runnable::run;

	/**
	 * Claim the upload for one connection.
	 * @param loop the connection's event loop
	 * @return whether it was free
	 */
	boolean begin(Executor loop) {
		boolean free = this.begun.compareAndSet(false, true);
		if (free) {
			this.loop = loop;
		}
		return free;
	}

	@Override
	public void subscribe(Subscriber<? super ByteBuf> subscriber) {
		if (isFirst(subscriber)) {
			subscriber.onSubscribe(this);
			if (isCompleted()) {
				subscriber.onComplete();
			}
		}
		else {
			stop();
			Operators.error(Operators.toCoreSubscriber(subscriber),
					new IllegalStateException("the body of one connection is asked for twice"));
		}
	}

	private boolean isCompleted() {
		this.lock.lock();
		try {
			return this.completed;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean isFirst(Subscriber<? super ByteBuf> subscriber) {
		this.lock.lock();
		try {
			boolean first = this.subscriber == null;
			this.subscriber = first ? subscriber : this.subscriber;
			return first;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Hand over one piece as soon as the connection asks for it.
	 */
	void send(ByteBuf piece) throws IOException {
		awaitDemand().onNext(piece);
	}

	/**
	 * Mark the body as complete. Only one that is written again, and is empty this time,
	 * may have no subscriber yet.
	 * <p>
	 * This happens on the event loop: where the library collects a body it sends the
	 * request at this moment, and must not be surprised by the response.
	 */
	void complete() throws IOException {
		Subscriber<? super ByteBuf> subscriber = subscriberOfAll();
		if (subscriber != null) {
			try {
				this.loop.execute(subscriber::onComplete);
			}
			catch (RejectedExecutionException ex) {
				throw new IOException("the event loop of the connection is shut down", ex);
			}
		}
	}

	/**
	 * Let go of the thread: nobody will ask for more.
	 */
	void stop() {
		this.lock.lock();
		try {
			this.stopped = true;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Subscriber<? super ByteBuf> subscriberOfAll() {
		this.lock.lock();
		try {
			this.completed = this.subscriber == null;
			return this.subscriber;
		}
		finally {
			this.lock.unlock();
		}
	}

	private Subscriber<? super ByteBuf> awaitDemand() throws IOException {
		this.lock.lock();
		try {
			while (this.requested == 0 && !this.stopped) {
				this.changed.await();
			}
			Subscriber<? super ByteBuf> subscriber = this.subscriber;
			if (this.stopped || subscriber == null) {
				throw new UploadStoppedException();
			}
			this.requested--;
			return subscriber;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException("interrupted while sending the request's body");
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void request(long n) {
		this.lock.lock();
		try {
			long sum = this.requested + n;
			this.requested = (sum < 0) ? Long.MAX_VALUE : sum;
			this.changed.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void cancel() {
		stop();
	}

}
