package dev.lifeguard.call;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.lifeguard.call.tell.Lane;
import dev.lifeguard.call.tell.Lanes;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.pool.OnLoop;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.util.context.Context;

/**
 * Adapter that asks for a lease before it lets Reactor Netty connect, and stands between
 * the two afterwards: it receives the cancellation that the library does not pass on to
 * its pool.
 * <p>
 * Once it is over it reaches nothing downstream any more: the connection keeps its call,
 * and must not keep the application's objects with it.
 *
 * @since 0.1.0
 */
public final class ConnectAdapter implements CoreSubscriber<Connection>, Subscription, PendingConnect {

	private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final Call call;

	private final Context context;

	private volatile @Nullable Mono<? extends Connection> source;

	private volatile @Nullable CoreSubscriber<? super Connection> actual;

	private volatile @Nullable Subscription upstream;

	private final Lease lease;

	private final Executor turns;

	private @Nullable Thread asking;

	private volatile boolean cancelled;

	private ConnectAdapter(CoreSubscriber<? super Connection> actual, Mono<? extends Connection> source,
			Executor turns) {
		this.actual = actual;
		this.source = source;
		this.turns = turns;
		this.context = withoutObservation(actual.currentContext());
		this.call = this.context.get(Call.class);
		this.lease = this.call.begin(this);
	}

	/**
	 * Put the lease around a connect.
	 * @param connect what may be done once there is a permit
	 * @param turns runs what had to wait for it, on a thread that belongs to no caller
	 * @return the connect with its lease
	 */
	public static Mono<Connection> around(Mono<? extends Connection> connect, Executor turns) {
		return new MonoOperator<Connection, Connection>(connect) {

			@Override
			public void subscribe(CoreSubscriber<? super Connection> actual) {
				ConnectAdapter leased = new ConnectAdapter(actual, this.source, turns);
				actual.onSubscribe(leased);
				leased.ask();
			}

		};
	}

	/**
	 * The connection keeps the context of the call that it serves, and the observation in
	 * it leads to the response: one that the application dropped would never be
	 * collected.
	 */
	private static Context withoutObservation(Context context) {
		return context.hasKey(Call.OBSERVATION) ? context.delete(Call.OBSERVATION) : context;
	}

	private void ask() {
		this.asking = Thread.currentThread();
		this.call.asks(this.lease.mayHaveToWait());
		this.lease.acquire();
		this.asking = null;
		this.call.asked();
	}

	@Override
	public void granted() {
		if (!this.call.granted()) {
			return;
		}
		this.call.client().watch(this.call.deadline());
		if (this.asking == Thread.currentThread()) {
			connect();
		}
		else {
			goOn();
		}
	}

	/**
	 * The thread is another caller's, who gave its permit back: what it has in
	 * thread-locals must not reach this one.
	 */
	private void goOn() {
		try {
			this.turns.execute(this::connect);
		}
		catch (RejectedExecutionException ex) {
			onError(ex);
		}
	}

	/**
	 * An exception here must not reach the thread that released its permit. After a wait
	 * the caller's own thread-locals are restored with its context, if Reactor is
	 * configured to do that.
	 */
	private void connect() {
		Mono<? extends Connection> source = this.source;
		if (source == null) {
			return;
		}
		try {
			Mono<? extends Connection> own = this.lease.hasWaited() ? source.contextWrite((context) -> context)
					: source;
			own.subscribe(this);
		}
		catch (Throwable ex) {
			onError(ex);
		}
	}

	@Override
	public void refused(Reason reason) {
		if (!this.call.refused()) {
			return;
		}
		if (this.asking == Thread.currentThread() && !Schedulers.isInNonBlockingThread()) {
			tell(this.call.refusal(reason));
		}
		else {
			lanes().work().execute(() -> refusedSoon(reason));
		}
	}

	/**
	 * The lane that examines may tell a blocking caller as well: it is only woken.
	 */
	private void refusedSoon(Reason reason) {
		Throwable failure = this.call.refusal(reason);
		if (this.call.facts().isBlocking()) {
			tell(failure);
		}
		else {
			lanes().callers().execute(() -> tell(failure));
		}
	}

	/**
	 * Tell the caller on this thread that there will be no connection.
	 */
	private void tell(Throwable failure) {
		CoreSubscriber<? super Connection> actual = detach();
		if (actual != null) {
			tellUnlessGone(actual, failure);
		}
	}

	/**
	 * {@inheritDoc} A loop that is blocked has 50 ms for it.
	 */
	@Override
	public void tellAfterRelease(Throwable failure, @Nullable EventLoop loop) {
		AtomicBoolean told = new AtomicBoolean();
		Runnable tell = () -> {
			if (told.compareAndSet(false, true)) {
				tellSoon(failure);
			}
		};
		if (loop == null) {
			tell.run();
			return;
		}
		Runnable late = this.call.client().timer().schedule(tell, BLOCKED_NANOS);
		OnLoop.run(loop, () -> {
			late.run();
			tell.run();
		}, tell);
	}

	/**
	 * Notify the caller that there will be no connection. A reactive one continues from
	 * here with the application's code, which may take time.
	 */
	private void tellSoon(Throwable failure) {
		Lane lane = this.call.facts().isBlocking() ? lanes().work() : lanes().callers();
		lane.execute(() -> tell(failure));
	}

	private Lanes lanes() {
		return this.call.client().lanes();
	}

	private void tellUnlessGone(CoreSubscriber<? super Connection> actual, Throwable failure) {
		if (!this.cancelled) {
			actual.onError(failure);
		}
	}

	private @Nullable CoreSubscriber<? super Connection> detach() {
		CoreSubscriber<? super Connection> actual = this.actual;
		this.actual = null;
		this.source = null;
		return actual;
	}

	@Override
	public void cancelTransport() {
		Subscription upstream = this.upstream;
		this.upstream = null;
		if (upstream != null) {
			cancel(upstream);
		}
	}

	private static void cancel(Subscription upstream) {
		try {
			upstream.cancel();
		}
		catch (RejectedExecutionException ex) {
			// its event loop was shut down, which has ended it
		}
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.upstream = subscription;
		if (this.call.isConnectWanted()) {
			subscription.request(Long.MAX_VALUE);
		}
		else {
			cancelTransport();
		}
	}

	@Override
	public void onNext(Connection connection) {
		CoreSubscriber<? super Connection> actual = this.actual;
		if (!this.call.responded(connection) || actual == null) {
			connection.dispose();
			return;
		}
		this.source = null;
		actual.onNext(connection);
	}

	@Override
	public void onError(Throwable failure) {
		if (this.call.sendsAgain()) {
			connect();
			return;
		}
		CoreSubscriber<? super Connection> actual = this.actual;
		Throwable told = this.call.failed(failure);
		if (told == null) {
			// the caller has received another failure, or has gone
			return;
		}
		if (CallFailures.isPoolTimeout(failure)) {
			// the lane that ends the wait has other work
			tellSoon(told);
			return;
		}
		detach();
		if (actual != null) {
			this.call.afterRelease(() -> tellUnlessGone(actual, told));
		}
	}

	@Override
	public void onComplete() {
		this.upstream = null;
		CoreSubscriber<? super Connection> actual = detach();
		if (actual != null && !this.cancelled) {
			actual.onComplete();
		}
	}

	@Override
	public void request(long n) {
		// there is one connection, and it was asked for
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		this.call.cancelled();
		cancelTransport();
		detach();
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

}
