package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import dev.lifeguard.deadline.Deadline;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.SizeAdvice;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Leak;
import dev.lifeguard.lease.LeakWatch;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Listeners;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.KeptFor;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetryRule;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * One named client beneath its faces: a gate, a pool of sockets and a transport that
 * {@code RestClient} and {@code WebClient} share.
 * <p>
 * The transport is made with the first call, so a client that is never used costs little.
 *
 * @since 0.1.0
 */
public final class ManagedClient implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(ManagedClient.class);

	private final ClientSettings settings;

	private final Listeners listeners = new Listeners(this::callbackFailed);

	private final ClientResources resources;

	private final Limit limit;

	private final LeaseGate gate;

	private final ClientSockets sockets;

	private final DeadlineWatch deadlines;

	private final LeakWatch leakWatch;

	private final LeakLog leakLog;

	private final Retries retries;

	private final RetryListeners retryListeners = new RetryListeners(this::callbackFailed);

	private final FencedExaminer examiner;

	private final Counters counters = new Counters(this.listeners);

	private final TimedResize resizes;

	private final LoopProbes loops;

	private final PoolNumbers numbers;

	private final BlockingCalls blockingCalls;

	/**
	 * Create a client.
	 * @param settings the client's settings
	 * @param resources what the clients share
	 * @param transport makes the bare transport on a connection provider
	 * @param customizations what the application changes
	 * @param retries what decides about further attempts, for both faces
	 */
	public ManagedClient(ClientSettings settings, ClientResources resources,
			Function<ConnectionProvider, HttpClient> transport, Customizations customizations, Retries retries) {
		this.settings = settings;
		this.resources = resources;
		this.retries = retries;
		this.leakWatch = new LeakWatch(settings.leaks());
		this.leakLog = new LeakLog(settings.name(), settings.leaks());
		this.limit = new Limit(settings.pool().maxConnections());
		IntSupplier perRemote = boundPerRemote();
		this.gate = new LeaseGate(settings.gate(), this.limit, perRemote, resources.nanoClock(), resources.timer());
		this.deadlines = new DeadlineWatch(this.gate::held, resources.timer(), resources.nanoClock());
		this.sockets = new ClientSockets(settings, resources, transport, customizations, this.leakWatch,
				new ClientSockets.Wiring(perRemote, this::remotes, this::callbackFailed, this::secondIsOver));
		this.numbers = new PoolNumbers(settings, this.limit, this.gate, this.sockets.sockets());
		this.loops = new LoopProbes(resources, this.sockets::eventLoops, () -> this.gate.snapshot().pending() > 0);
		Examiner examiner = resources.examiners()
			.apply(new Examiner.Subject(settings.name(), settings.timeouts().connect(), settings.timeouts().response(),
					resources.nanoClock(), this::holders, this.counters, new EpisodeLog(settings.name())::changed));
		this.examiner = new FencedExaminer(settings.name(), examiner, this::callbackFailed);
		this.gate.listen(this.examiner);
		this.blockingCalls = new BlockingCalls(settings.name(), resources.blockOnEventLoop());
		this.resizes = new TimedResize(settings.name(), this.limit, resources.timer(), this.gate::boundChanged);
		this.sockets.listen(this.counters);
		this.retryListeners.add(this.counters);
	}

	/**
	 * A bound per remote that was not set apart moves with the bound over all.
	 */
	private IntSupplier boundPerRemote() {
		int perHost = this.settings.pool().maxConnectionsPerHost();
		return (perHost >= this.settings.pool().maxConnections()) ? this.limit : () -> perHost;
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
		return this.sockets.httpClient();
	}

	/**
	 * Begin a call that may have several attempts.
	 * @param rule what is worth a retry of this call, if it has a rule of its own
	 * @return the call's attempts, with its deadline
	 */
	public CallAttempts attempts(@Nullable RetryRule rule) {
		return new CallAttempts(this, rule);
	}

	/**
	 * Begin an exchange. It must be put into the exchange's Reactor context, under its
	 * class.
	 * @param method the request's method
	 * @param uri where the exchange goes
	 * @param attempts the attempts of the call that the exchange is part of; without them
	 * it is a call of its own, and so it is if they are another client's, whose filter
	 * calls this one
	 * @return the exchange
	 */
	public Call call(String method, URI uri, @Nullable CallAttempts attempts) {
		if (attempts != null && attempts.areOf(this)) {
			return attempts.begin(method, uri);
		}
		return new CallAttempts(this, null).begin(method, uri);
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

	RetryListener retryListener() {
		return this.retryListeners;
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
		this.sockets.listen(listener);
	}

	private void callbackFailed(Throwable failure) {
		logger.warn("client '" + name() + "': a listener failed and is skipped for this event", failure);
	}

	/**
	 * Close all idle connections, for example when the backend has moved.
	 * @return how many were told to close
	 */
	public int closeIdle() {
		int closed = this.sockets.sockets().closeIdle(EvictionReason.OPERATOR);
		logger.info("client '%s': %d idle connections are closed on demand".formatted(name(), closed));
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
	 * Change the bound for a time. Waiting callers are served at once if it grows; calls
	 * in flight go on if it shrinks. A later change takes its place.
	 * @param maxConnections the new bound, at least 1
	 * @param time how long it is to hold
	 */
	public void resize(int maxConnections, Duration time) {
		this.resizes.resize(maxConnections, time);
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
		return this.examiner.examiner().sizeAdvice(this.limit.getAsInt());
	}

	/**
	 * Return the calls that hold the places now.
	 * @return the holders, in no order
	 */
	public List<Holder> holders() {
		return this.gate.held().stream().map(Holder::of).toList();
	}

	/**
	 * Return the remotes that are known by now: those that were called, and the base
	 * URL's.
	 * @return the remotes, {@code host:port}
	 */
	public Set<String> remotes() {
		return this.numbers.remotes();
	}

	PoolExhaustedException exhausted(Lease lease, Reason reason) {
		return this.examiner.refuse(lease, reason, snapshot());
	}

	/**
	 * A call probably has to wait: what explains it is looked for while it does.
	 */
	void callerWaits() {
		this.examiner.fence(() -> {
			Nesting.look(this);
			this.loops.ask();
		});
	}

	private void secondIsOver() {
		this.examiner.fence(this.examiner.examiner()::tick);
	}

	LoopProbes loops() {
		return this.loops;
	}

	void leaked(Leak leak) {
		if (this.leakWatch.isNew(leak)) {
			this.leakLog.leaked(leak);
		}
		this.examiner.leaked(leak);
	}

	void cameHome(String request, Lease lease) {
		this.leakLog.cameHome(request, lease.remoteName(), lease.held());
	}

	void stale(PooledSocket socket) {
		this.sockets.sockets().stale(socket);
	}

	void silent(PooledSocket socket, long since) {
		this.sockets.sockets().silent(socket, since);
	}

	DeadlineWatch deadlines() {
		return this.deadlines;
	}

	LeakWatch leakWatch() {
		return this.leakWatch;
	}

	ClientResources resources() {
		return this.resources;
	}

	LeaseGate gate() {
		return this.gate;
	}

	LongSupplier nanoClock() {
		return this.resources.nanoClock();
	}

	/**
	 * Take calls, again if the client was closed: the pool opens with the first of them,
	 * or now if it is to be warmed up.
	 */
	public void open() {
		this.gate.open();
		this.sockets.warmUp();
	}

	/**
	 * Refuse all further calls and close the pool. Calls in flight go on to their end;
	 * responses that the application does not read are leaked now at the latest.
	 */
	@Override
	public void close() {
		this.gate.shutDown();
		this.examiner.fence(this.examiner.examiner()::end);
		GracefulClose.lookAtHolders(this);
		this.sockets.close();
	}

	/**
	 * Refuse new calls, let those that wait and those in flight come to their end, and
	 * close the client.
	 * @param patience how long to wait for them
	 * @param whenClosed run when the client is closed
	 */
	public void closeGracefully(Duration patience, Runnable whenClosed) {
		this.gate.close();
		new GracefulClose(this, Deadline.after(patience, nanoClock()), whenClosed).look();
	}

}
