package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import dev.lifeguard.deadline.Deadline;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.GateSnapshot;
import dev.lifeguard.lease.GateSnapshot.RemoteLeases;
import dev.lifeguard.lease.Leak;
import dev.lifeguard.lease.LeakWatch;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Listeners;
import dev.lifeguard.lease.WaitTimer;
import dev.lifeguard.limit.Limit;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.KeptFor;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
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

	private static final long LOOK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

	private final ClientSettings settings;

	private final ClientResources resources;

	private final Limit limit;

	private final LeaseGate gate;

	private final ClientSockets sockets;

	private final LeakWatch leakWatch;

	private final LeakLog leakLog;

	private final Retries retries;

	private final List<RetryListener> retryListeners = new CopyOnWriteArrayList<>();

	private final Listeners listeners = new Listeners(this::callbackFailed);

	private volatile @Nullable Refusal lastRefusal;

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
		this.sockets = new ClientSockets(settings, resources, transport, customizations, this.leakWatch,
				new ClientSockets.Wiring(perRemote, this::remotes, this::callbackFailed));
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
		Deadline deadline = Deadline.after(this.settings.timeouts().call(), nanoClock());
		return new Call(this, method, uri, deadline, nanoClock().getAsLong());
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

	void decided(Attempt attempt, Decision decision, @Nullable Object observation) {
		this.retryListeners.forEach((listener) -> {
			try {
				listener.decided(attempt, decision, observation);
			}
			catch (Throwable ex) {
				callbackFailed(ex);
			}
		});
	}

	/**
	 * Add a listener. It is not told of what happened before; what it throws is logged.
	 * @param listener the listener
	 */
	public void listen(LeaseListener listener) {
		this.listeners.add(listener);
		this.gate.listen(this.listeners);
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
		return this.sockets.sockets().closeIdle(0, EvictionReason.OPERATOR);
	}

	/**
	 * Return what is known of how long the remotes keep idle connections.
	 * @return by {@code host:port}
	 */
	public Map<String, KeptFor> keptFor() {
		return this.sockets.sockets().keptFor();
	}

	/**
	 * Change the bound of connections in use. Waiting callers are served at once if it
	 * grows; calls in flight go on if it shrinks.
	 * @param maxConnections the new bound, at least 1
	 */
	public void resize(int maxConnections) {
		this.limit.change(maxConnections);
		this.gate.boundChanged();
	}

	/**
	 * Return the pool's numbers now.
	 * @return the snapshot
	 */
	public PoolSnapshot snapshot() {
		GateSnapshot leases = this.gate.snapshot();
		Map<String, Integer> idle = this.sockets.sockets().idleByRemote();
		Map<String, RemoteSnapshot> remotes = new TreeMap<>();
		leases.remotes().forEach((name, remote) -> remotes.put(name, snapshot(remote, idle.getOrDefault(name, 0))));
		int idleInAll = idle.values().stream().mapToInt(Integer::intValue).sum();
		return new PoolSnapshot(this.limit.configured(), leases.limit(), leases.active(), idleInAll,
				leases.connecting(), leases.pending(), this.settings.gate().maxPending(), leases.oldest(), remotes);
	}

	private static RemoteSnapshot snapshot(RemoteLeases leases, int idle) {
		return new RemoteSnapshot(leases.max(), leases.active(), idle, leases.connecting(), leases.pending());
	}

	/**
	 * Return how long ago a call was refused.
	 * @return the time since the last refusal, or {@code null} if there was none
	 */
	public @Nullable Duration sinceExhausted() {
		Refusal last = this.lastRefusal;
		return (last != null) ? Duration.ofNanos(nanoClock().getAsLong() - last.nanos()) : null;
	}

	/**
	 * Return why the pool was empty when a call was last refused.
	 * @return the diagnosis, or {@code null} if no call was refused
	 */
	public @Nullable Diagnosis lastDiagnosis() {
		Refusal last = this.lastRefusal;
		return (last != null) ? last.diagnosis() : null;
	}

	/**
	 * Return the remotes that are known by now: those that were called, and the base
	 * URL's.
	 * @return the remotes, {@code host:port}
	 */
	public Set<String> remotes() {
		Set<String> remotes = new LinkedHashSet<>(this.gate.snapshot().remotes().keySet());
		if (this.settings.baseUrl() != null) {
			remotes.add(Target.of(URI.create(this.settings.baseUrl())).toString());
		}
		return remotes;
	}

	PoolExhaustedException exhausted(Lease lease, Reason reason) {
		PoolSnapshot snapshot = snapshot();
		PoolExhaustedException failure = new PoolExhaustedException(name(), lease.remoteName(), reason,
				Duration.ofNanos(lease.waitedNanos()), snapshot, this.resources.diagnostician().apply(snapshot));
		if (reason != Reason.SHUT_DOWN) {
			this.lastRefusal = new Refusal(nanoClock().getAsLong(), failure.getDiagnosis());
			this.listeners.exhausted(failure);
		}
		return failure;
	}

	void leaked(Leak leak) {
		if (this.leakWatch.isNew(leak)) {
			this.leakLog.leaked(leak);
		}
		this.listeners.leaked(leak);
	}

	void cameHome(String request, Lease lease) {
		this.leakLog.cameHome(request, lease.remoteName(), lease.held());
	}

	void stale(PooledSocket socket) {
		this.sockets.sockets().stale(socket);
	}

	LeakWatch leakWatch() {
		return this.leakWatch;
	}

	CollectedResponses collected() {
		return this.resources.collected();
	}

	LeaseGate gate() {
		return this.gate;
	}

	WaitTimer timer() {
		return this.resources.timer();
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
		lookAtHolders();
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
		closeWhenIdle(Deadline.after(patience, nanoClock()), whenClosed);
	}

	private void closeWhenIdle(Deadline deadline, Runnable whenClosed) {
		GateSnapshot leases = this.gate.snapshot();
		if (deadline.hasPassed() || leases.active() + leases.connecting() + leases.pending() == 0) {
			close();
			whenClosed.run();
		}
		else {
			lookAtHolders();
			timer().schedule(() -> closeWhenIdle(deadline, whenClosed), LOOK_AGAIN_NANOS);
		}
	}

	private void lookAtHolders() {
		for (Lease lease : this.gate.held()) {
			if (lease.holder() instanceof Call call) {
				call.shutDown();
			}
		}
	}

	private record Refusal(long nanos, Diagnosis diagnosis) {

	}

}
