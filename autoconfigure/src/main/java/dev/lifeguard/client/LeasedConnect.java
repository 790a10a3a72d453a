package dev.lifeguard.client;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseCallback;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.util.context.Context;

/**
 * Asks for a lease before it lets Reactor Netty connect, and stands between the two
 * afterwards: it hears of the cancellation that the library does not pass on to its pool.
 * <p>
 * Once it is over it reaches nothing downstream any more: the connection keeps its call,
 * and must not keep the application's objects with it.
 */
final class LeasedConnect implements CoreSubscriber<Connection>, Subscription, LeaseCallback {

	private final Call call;

	private final Context context;

	private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

	private volatile @Nullable Mono<? extends Connection> source;

	private volatile @Nullable CoreSubscriber<? super Connection> actual;

	private volatile @Nullable Subscription upstream;

	private final Lease lease;

	private final Executor turns;

	private @Nullable Thread asking;

	private volatile boolean cancelled;

	private LeasedConnect(CoreSubscriber<? super Connection> actual, Mono<? extends Connection> source,
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
	 * @param connect what may be done once there is a place
	 * @param turns runs what had to wait for it, on a thread that belongs to no caller
	 */
	static Mono<Connection> around(Mono<? extends Connection> connect, Executor turns) {
		return new MonoOperator<Connection, Connection>(connect) {

			@Override
			public void subscribe(CoreSubscriber<? super Connection> actual) {
				LeasedConnect leased = new LeasedConnect(actual, this.source, turns);
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
		this.call.custody().asks(this.lease.mayHaveToWait());
		this.lease.acquire();
		this.asking = null;
	}

	@Override
	public void granted() {
		if (!this.state.compareAndSet(State.WAITING, State.CONNECTING)) {
			this.call.connectOver();
			return;
		}
		this.call.client().deadlines().watch(this.call.deadline());
		if (this.asking == Thread.currentThread()) {
			connect();
		}
		else {
			goOn();
		}
	}

	/**
	 * The thread is another caller's, who gave its place back: what it has in
	 * thread-locals must not reach this one.
	 */
	private void goOn() {
		try {
			this.turns.execute(this::connect);
		}
		catch (RejectedExecutionException ex) {
			fail(this.call.translate(ex));
		}
	}

	/**
	 * What is thrown here must not reach the thread that gave its place back. After a
	 * wait the caller's own thread-locals come back with its context, where Reactor is
	 * told to do that.
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
		if (this.state.compareAndSet(State.WAITING, State.OVER)) {
			tell(this.call.refused(reason), this.asking == Thread.currentThread());
		}
	}

	/**
	 * Give up a connect that is under way. One whose connection is being handed over is
	 * not any more: its call fails with its connection, or the caller would be told
	 * twice.
	 * @return whether it was under way
	 */
	boolean fail(Throwable failure) {
		if (!this.state.compareAndSet(State.CONNECTING, State.OVER)) {
			return false;
		}
		giveUp();
		tell(failure, false);
		return true;
	}

	/**
	 * Reactor Netty does not close a stream that was opened a moment before it is told.
	 */
	private void giveUp() {
		cancelUpstream();
		this.call.connectOver();
		this.call.abort();
	}

	/**
	 * Tell the caller that there will be no connection: directly if it is the caller's
	 * own thread, elsewhere on a thread that may run the application's code.
	 */
	private void tell(Throwable failure, boolean directly) {
		CoreSubscriber<? super Connection> actual = detach();
		if (actual != null && directly) {
			actual.onError(failure);
		}
		else if (actual != null) {
			Schedulers.parallel().schedule(() -> tellUnlessGone(actual, failure));
		}
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

	private void cancelUpstream() {
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
		if (this.state.get() == State.OVER) {
			cancelUpstream();
			return;
		}
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(Connection connection) {
		CoreSubscriber<? super Connection> actual = this.actual;
		if (actual == null || !this.state.compareAndSet(State.CONNECTING, State.CONNECTED)) {
			connection.dispose();
			return;
		}
		this.source = null;
		this.call.responded(connection);
		actual.onNext(connection);
	}

	@Override
	public void onError(Throwable failure) {
		if (this.state.get() == State.CONNECTING && this.call.sendsAgain()) {
			connect();
			return;
		}
		if (!end()) {
			// the caller was told of another failure, or has gone
			return;
		}
		CoreSubscriber<? super Connection> actual = detach();
		Throwable translated = this.call.translate(failure);
		this.call.connectOver();
		if (actual != null) {
			this.call.afterRelease(() -> tellUnlessGone(actual, translated));
		}
	}

	@Override
	public void onComplete() {
		if (end()) {
			CoreSubscriber<? super Connection> actual = detach();
			this.upstream = null;
			this.call.connectOver();
			if (actual != null) {
				actual.onComplete();
			}
		}
	}

	@Override
	public void request(long n) {
		// there is one connection, and it was asked for
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		if (this.state.compareAndSet(State.WAITING, State.OVER)) {
			detach();
			this.lease.cancel();
		}
		else if (this.state.compareAndSet(State.CONNECTING, State.OVER)) {
			detach();
			giveUp();
		}
		else if (end()) {
			detach();
			cancelUpstream();
			this.call.connectOver();
		}
	}

	private boolean end() {
		return this.state.compareAndSet(State.CONNECTING, State.OVER)
				|| this.state.compareAndSet(State.CONNECTED, State.OVER);
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	private enum State {

		WAITING, CONNECTING, CONNECTED, OVER

	}

}
