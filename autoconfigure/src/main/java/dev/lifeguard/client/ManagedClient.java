package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

import dev.lifeguard.call.ActiveCalls;
import dev.lifeguard.call.Call;
import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.call.Calls;
import dev.lifeguard.call.CollectedResponses;
import dev.lifeguard.call.DeadlineWatch;
import dev.lifeguard.call.Handover;
import dev.lifeguard.call.Nesting;
import dev.lifeguard.call.StuckCalls;
import dev.lifeguard.call.tell.Lanes;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.SizeAdvice;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Listeners;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.limit.LearnedLimit;
import dev.lifeguard.limit.Share;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.KeptFor;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetryListener;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.time.Fence;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.time.WaitTimer;
import dev.lifeguard.transport.Target;
import io.netty.util.concurrent.EventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Named client below its faces: a gate, a pool of sockets and a transport that
 * {@code RestClient} and {@code WebClient} share.
 * <p>
 * The transport is made with the first call, so a client that is never used costs little.
 *
 * @since 0.1.0
 */
public final class ManagedClient implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ManagedClient.class);

	private final ClientSettings settings;

	private final Listeners<LeaseListener> listeners = new Listeners<>(this::callbackFailed);

	private final Listeners<SocketListener> socketListeners = new Listeners<>(this::callbackFailed);

	private final ClientResources resources;

	private final Lanes lanes;

	private final Bounds bounds;

	private final @Nullable AdaptiveLimit adaptiveLimit;

	private final LeaseGate gate;

	private final ActiveCalls activeCalls = new ActiveCalls();

	private final StuckCalls stuckCalls;

	private final ClientSockets sockets;

	private final DeadlineWatch deadlines;

	private final LeakWatch leakWatch;

	private final LeakLog leakLog;

	private final Retries retries;

	private final Listeners<RetryListener> retryListeners = new Listeners<>(this::callbackFailed);

	private final FencedExaminer examiner;

	private final Counters counters = new Counters(this.listeners, this.socketListeners, this.retryListeners);

	private final TimedResize resizes;

	private final LoopProbes loops;

	private final PoolNumbers numbers;

	private final BlockingCalls blockingCalls;

	private final Calls calls = new Own();

	/**
	 * Create a client that shares nothing with a fleet.
	 * @param settings the client's settings
	 * @param resources what the clients share
	 * @param transport makes the bare transport on a connection provider
	 * @param customizations what the application changes
	 * @param retries what decides about further attempts, for both faces
	 */
	public ManagedClient(ClientSettings settings, ClientResources resources,
			Function<ConnectionProvider, HttpClient> transport, Customizations customizations, Retries retries) {
		this(settings, resources, transport, customizations, retries, Share.ALL);
	}

	/**
	 * Create a client.
	 * @param settings the client's settings
	 * @param resources what the clients share
	 * @param transport makes the bare transport on a connection provider
	 * @param customizations what the application changes
	 * @param retries what decides about further attempts, for both faces
	 * @param share the client's share in the budget of its fleet: the most connections
	 * that it has, whatever its other bounds are
	 */
	public ManagedClient(ClientSettings settings, ClientResources resources,
			Function<ConnectionProvider, HttpClient> transport, Customizations customizations, Retries retries,
			Share share) {
		this.settings = settings;
		this.resources = resources;
		this.retries = retries;
		this.lanes = Lanes.of(settings.name(), resources.teller());
		this.leakWatch = new LeakWatch(settings.leaks());
		this.leakLog = new LeakLog(settings.name(), settings.leaks(), this.lanes.reports());
		this.bounds = Bounds.of(settings.pool(), share);
		this.adaptiveLimit = AdaptiveLimit.of(settings.limit(), this.bounds, resources.nanoClock(),
				this::learningFailed);
		this.gate = gate();
		this.stuckCalls = new StuckCalls(this.activeCalls, settings.timeouts());
		this.deadlines = new DeadlineWatch(this.activeCalls, this::soon, resources.nanoClock());
		this.sockets = new ClientSockets(settings, resources, transport, customizations, this.leakWatch,
				new ClientSockets.Wiring(this.bounds, this::remotes, this::callbackFailed, this::secondIsOver,
						this.lanes, this.counters));
		this.numbers = new PoolNumbers(settings, this.bounds, this.gate, this.activeCalls, this.sockets.sockets(),
				resources.nanoClock());
		this.loops = new LoopProbes(resources, this.sockets::eventLoops, () -> this.gate.pending() > 0);
		this.examiner = examiner();
		this.gate.listen(this.examiner);
		retries.watch(this.gate::hasRoom);
		this.blockingCalls = new BlockingCalls(settings.name(), resources.blockOnEventLoop());
		this.resizes = new TimedResize(settings.name(), this.bounds.own(), this::soon, this.gate::boundChanged);
	}

	private LeaseGate gate() {
		return new LeaseGate(this.settings.gate(), this.bounds.inAll(), this.bounds.perRemote(), this.adaptiveLimit,
				this.resources.nanoClock(), this.resources.timer());
	}

	private FencedExaminer examiner() {
		Examiner examiner = this.resources.examiners()
			.apply(new Examiner.Subject(name(), this.settings.timeouts().connect(), this.settings.timeouts().response(),
					this.resources.nanoClock(), this::holders, this.counters,
					new EpisodeLog(name(), this.lanes.reports())::changed));
		return new FencedExaminer(name(), examiner, new Fence(this::callbackFailed));
	}

	/**
	 * Return the client's name.
	 * @return the name
	 */
	public String name() {
		return this.settings.name();
	}

	/**
	 * Return the client's settings.
	 * @return the settings
	 */
	public ClientSettings settings() {
		return this.settings;
	}

	/**
	 * Return the transport that both faces share.
	 * @return the transport
	 */
	public HttpClient httpClient() {
		return this.sockets.transport().http();
	}

	/**
	 * Begin a request on the transport.
	 * @param method the request's method
	 * @return where to say where it goes
	 */
	public HttpClient.RequestSender request(String method) {
		return this.sockets.transport().request(method);
	}

	/**
	 * Begin a call that may have several attempts.
	 * @param rule what is worth a retry of this call, if it has a rule of its own
	 * @return the call's attempts, with its deadline
	 */
	public CallAttempts attempts(@Nullable RetryRule rule) {
		return new CallAttempts(this.calls, rule);
	}

	/**
	 * Begin an exchange that matters as much as the client's calls do.
	 * @param method the request's method
	 * @param uri where the exchange goes
	 * @param attempts the attempts of the call that the exchange is part of, if there are
	 * any
	 * @param caller the thread that waits for the exchange, if one does
	 * @return the exchange
	 */
	public Call call(String method, URI uri, @Nullable CallAttempts attempts, @Nullable Thread caller) {
		return call(method, uri, priority(null), attempts, caller);
	}

	/**
	 * Return how much a call matters.
	 * @param attribute the value of its request attribute, if it has one
	 * @return the priority
	 * @throws IllegalArgumentException if the attribute is not a priority
	 */
	public Priority priority(@Nullable Object attribute) {
		return Priority.of(attribute, this.settings.gate().priority());
	}

	/**
	 * Begin an exchange. It must be put into the exchange's Reactor context, under its
	 * class.
	 * @param method the request's method
	 * @param uri where the exchange goes
	 * @param priority how much the call matters
	 * @param attempts the attempts of the call that the exchange is part of; without them
	 * it is a call of its own, and so it is if they are another client's, whose filter
	 * calls this one
	 * @param caller the thread that waits for the exchange, if one does
	 * @return the exchange
	 */
	public Call call(String method, URI uri, Priority priority, @Nullable CallAttempts attempts,
			@Nullable Thread caller) {
		if (attempts != null && attempts.areOf(this.calls)) {
			return attempts.begin(method, uri, priority, caller);
		}
		return new CallAttempts(this.calls, null).beginOnly(method, uri, priority, caller);
	}

	/**
	 * A call is about to block the current thread.
	 * @throws IllegalStateException if it must not block, and that is not allowed
	 */
	public void blocks() {
		this.blockingCalls.begin();
	}

	/**
	 * Return what decides about further attempts.
	 * @return the client's retries; {@link Retries#NONE} if it never retries
	 */
	public Retries retries() {
		return this.retries;
	}

	/**
	 * Add a listener. It is not told of what happened before; what it throws is logged.
	 * @param listener the listener
	 */
	public void listen(RetryListener listener) {
		this.retryListeners.add(listener);
	}

	/**
	 * Add a listener. It is not told of what happened before; what it throws is logged.
	 * @param listener the listener
	 */
	public void listen(LeaseListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Add a listener to what happens to idle connections.
	 * @param listener the listener
	 */
	public void listen(SocketListener listener) {
		this.socketListeners.add(listener);
	}

	private void learningFailed(Throwable failure) {
		this.lanes.reports()
			.execute(() -> logger.error("client '" + name() + "': the limit is no longer learned, and is "
					+ this.bounds.inAll().getAsInt() + " from now on", failure));
	}

	private void callbackFailed(Throwable failure) {
		this.lanes.reports()
			.execute(() -> logger.warn("client '" + name() + "': a listener failed and is skipped for this event",
					failure));
	}

	/**
	 * Run a part of the application's call when there is no more time for what is left of
	 * its response: 100 ms from now.
	 * @param part the part
	 * @return cancels it
	 */
	public Runnable afterDrain(Runnable part) {
		return this.resources.timer().schedule(() -> this.lanes.callers().execute(part), Handover.DRAIN_NANOS);
	}

	/**
	 * Do some work later. The timer only says when.
	 */
	Runnable soon(Runnable task, long delayNanos) {
		return this.resources.timer().schedule(() -> this.lanes.work().execute(task), delayNanos);
	}

	/**
	 * Close all idle connections, for example when the backend has moved.
	 * @return the number of connections that are being closed
	 */
	public int closeIdle() {
		int closed = this.sockets.sockets().closeIdle(EvictionReason.OPERATOR);
		logger.info("client '%s': %s idle connections are closed on demand".formatted(name(), closed));
		return closed;
	}

	/**
	 * Return what is known of how long the remotes keep idle connections.
	 * @return by {@code host:port}
	 */
	public Map<String, KeptFor> keptFor() {
		return this.sockets.sockets().keptFor();
	}

	/**
	 * Return the client's share in the budget of its fleet.
	 * @return the share; {@link Share#ALL} if it shares nothing
	 */
	public Share share() {
		return this.bounds.share();
	}

	/**
	 * Return how many connections the client could use at once if it shared nothing and
	 * learned nothing.
	 * @return the configured bound, or an operator's in its place
	 */
	public int ownBound() {
		return this.bounds.own().getAsInt();
	}

	/**
	 * Follow a share that has changed. If it grew, waiting callers are served at once. If
	 * it shrank, idle connections beyond it are closed, those first that no call has used
	 * for longest; calls in flight continue, and the connections of as many as are still
	 * too many are closed when they end. May be called from any thread; it does not
	 * block.
	 */
	public void shareChanged() {
		this.gate.boundChanged();
		this.sockets.sockets().closeTooMany();
	}

	/**
	 * Return how many sockets of the client are open or being opened, whether they serve
	 * a call or not.
	 * @return the count over all remotes
	 */
	public int openConnections() {
		return this.sockets.sockets().openOrOpening();
	}

	/**
	 * Change the bound for a limited time. Waiting callers are served at once if it
	 * grows; calls in flight continue if it shrinks. A later change replaces it. It never
	 * raises the client's share of its fleet's budget.
	 * @param maxConnections the new bound, at least 1
	 * @param time how long it applies
	 */
	public void resize(int maxConnections, Duration time) {
		this.resizes.resize(maxConnections, time);
	}

	/**
	 * Return the limit on the calls that wait for their first byte.
	 * @return the limit, or {@code null} if it is not learned
	 */
	public @Nullable LearnedLimit learnedLimit() {
		return (this.adaptiveLimit != null) ? this.adaptiveLimit.learned() : null;
	}

	/**
	 * Return what has happened since the start.
	 * @return counts by name
	 */
	public Map<String, Long> counters() {
		return this.counters.counts();
	}

	/**
	 * Return the pool's numbers now.
	 * @return the snapshot
	 */
	public PoolSnapshot snapshot() {
		return this.numbers.snapshot();
	}

	/**
	 * Return the episode of refusals that is under way.
	 * @return the episode, or {@code null} if no call has been refused for some seconds
	 */
	public @Nullable Episode currentEpisode() {
		return this.examiner.examiner().currentEpisode();
	}

	/**
	 * Return the last episode of refusals, which may be under way.
	 * @return the episode, or {@code null} if no call was ever refused
	 */
	public @Nullable Episode lastEpisode() {
		return this.examiner.examiner().lastEpisode();
	}

	/**
	 * Return how large the pool should be for the load that it has.
	 * @return the advice
	 */
	public SizeAdvice sizeAdvice() {
		return this.examiner.examiner().sizeAdvice(this.bounds.own().getAsInt());
	}

	/**
	 * Return the calls that hold the permits now.
	 * @return the holders, in no order
	 */
	public List<Holder> holders() {
		return this.activeCalls.holding().stream().map((call) -> Holder.of(call.lease())).toList();
	}

	/**
	 * Return the remotes that are known by now: those that were called, and the base
	 * URL's.
	 * @return the remotes, {@code host:port}
	 */
	public Set<String> remotes() {
		return this.numbers.remotes();
	}

	private void secondIsOver() {
		this.stuckCalls.look();
		this.examiner.fence().run(this.examiner.examiner()::tick);
	}

	/**
	 * Return what the client gives its calls.
	 * @return what the client gives its calls
	 */
	public Calls calls() {
		return this.calls;
	}

	/**
	 * Accept calls, again if the client was closed: the pool opens with the first of
	 * them, or now if it is to warm up.
	 */
	public void open() {
		this.sockets.open();
		this.gate.open();
	}

	/**
	 * Refuse all further calls and close the pool. Calls in flight may complete, and
	 * those without a deadline are ended now; those that wait for their next attempt are
	 * refused; responses that the application does not read count as leaked now at the
	 * latest.
	 */
	@Override
	public void close() {
		this.gate.shutDown();
		this.examiner.fence().run(this.examiner.examiner()::end);
		for (Call call : this.activeCalls.holding()) {
			call.shutDown();
			call.closeWithClient();
		}
		this.activeCalls.wakeUp();
		this.sockets.close();
	}

	/**
	 * Refuse new calls, let those that began before complete, whether they wait, are in
	 * flight or between two attempts, and close the client. A response that has begun and
	 * whose call has no deadline is ended at once.
	 * @param patience how long to wait for them, which may be not at all
	 * @param whenClosed run when the client is closed
	 */
	public void closeGracefully(Duration patience, Runnable whenClosed) {
		this.gate.close();
		new GracefulClose(this, patience, whenClosed).look();
	}

	/**
	 * Client as its calls know it.
	 */
	private final class Own implements Calls {

		private volatile @Nullable Target target;

		@Override
		public String name() {
			return ManagedClient.this.settings.name();
		}

		@Override
		public TimeoutSettings timeouts() {
			return ManagedClient.this.settings.timeouts();
		}

		@Override
		public LongSupplier nanoClock() {
			return ManagedClient.this.resources.nanoClock();
		}

		@Override
		public WaitTimer timer() {
			return ManagedClient.this.resources.timer();
		}

		@Override
		public Lanes lanes() {
			return ManagedClient.this.lanes;
		}

		@Override
		public LeaseGate gate() {
			return ManagedClient.this.gate;
		}

		@Override
		public ActiveCalls activeCalls() {
			return ManagedClient.this.activeCalls;
		}

		@Override
		public CollectedResponses collected() {
			return ManagedClient.this.resources.collected();
		}

		@Override
		public LeakWatch leakWatch() {
			return ManagedClient.this.leakWatch;
		}

		@Override
		public Retries retries() {
			return ManagedClient.this.retries;
		}

		@Override
		public RetryListener retryListener() {
			return ManagedClient.this.counters;
		}

		@Override
		public Target target(URI uri) {
			Target last = this.target;
			Target target = Target.of(uri, last);
			if (target != last) {
				this.target = target;
			}
			return target;
		}

		@Override
		public void watch(Deadline deadline) {
			ManagedClient.this.deadlines.watch(deadline);
		}

		@Override
		public void callerWaits() {
			ManagedClient.this.examiner.fence().run(() -> {
				Nesting.look(this);
				ManagedClient.this.loops.ask();
			});
		}

		@Override
		public boolean isBlocked(@Nullable EventExecutor loop) {
			return ManagedClient.this.loops.isBlocked(loop);
		}

		@Override
		public PoolExhaustedException exhausted(Lease lease, Reason reason) {
			PoolSnapshot recent = ManagedClient.this.numbers.recent(lease.remoteName());
			return ManagedClient.this.examiner.refuse(lease, reason, recent);
		}

		@Override
		public void leaked(Leak leak, Runnable reported) {
			boolean isNew = ManagedClient.this.leakWatch.isNew(leak);
			ManagedClient.this.examiner.leaked(leak);
			if (isNew) {
				timer().schedule(reported, EpisodeLog.MOMENT_NANOS);
				ManagedClient.this.leakLog.leaked(leak, reported);
			}
			else {
				reported.run();
			}
		}

		@Override
		public void closedAfterAll(String request, Lease lease) {
			ManagedClient.this.leakLog.closedAfterAll(request, lease.remoteName(), lease.held());
		}

		@Override
		public void stale(PooledSocket socket) {
			ManagedClient.this.sockets.sockets().stale(socket);
		}

		@Override
		public void silent(PooledSocket socket, long since) {
			ManagedClient.this.sockets.sockets().silent(socket, since);
		}

	}

}
