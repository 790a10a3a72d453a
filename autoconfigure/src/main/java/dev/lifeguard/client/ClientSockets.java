package dev.lifeguard.client;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.lifeguard.call.tell.Lanes;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.pool.ConnectionProviders;
import dev.lifeguard.pool.IdleTrim;
import dev.lifeguard.pool.PoolWait;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.time.Fence;
import dev.lifeguard.transport.Protocol;
import dev.lifeguard.transport.WarmUp;
import io.netty.util.concurrent.EventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * Sockets of a client from the first to the last: the transport that opens them, the
 * provider that keeps them, and the tasks that check them every second.
 * <p>
 * The transport is made with the first call, so a client that is never used costs little.
 */
final class ClientSockets {

	private static final Log logger = LogFactory.getLog(ClientSockets.class);

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final ClientSettings settings;

	private final ClientResources resources;

	private final Function<ConnectionProvider, HttpClient> transport;

	private final Customizations customizations;

	private final LeakWatch leakWatch;

	private final Sockets sockets;

	private final DetachableRule rule = new DetachableRule();

	private final DetachableTimer waits = new DetachableTimer();

	private final ConnectionProvider provider;

	private final IntSupplier boundPerRemote;

	private final DetachableBound attachedBound;

	private final Supplier<Set<String>> called;

	private final Runnable secondIsOver;

	private final Fence fence;

	private final Lanes lanes;

	private final AtomicInteger pools = new AtomicInteger();

	private volatile @Nullable RunningTransport running;

	private volatile @Nullable Runnable everySecond;

	private boolean closed;

	ClientSockets(ClientSettings settings, ClientResources resources,
			Function<ConnectionProvider, HttpClient> transport, Customizations customizations, LeakWatch leakWatch,
			Wiring wiring) {
		this.settings = settings;
		this.resources = resources;
		this.transport = transport;
		this.customizations = customizations;
		this.leakWatch = leakWatch;
		this.boundPerRemote = wiring.bounds().perRemote();
		this.attachedBound = new DetachableBound(this.boundPerRemote);
		this.called = wiring.called();
		this.secondIsOver = wiring.secondIsOver();
		this.fence = new Fence(wiring.failures());
		this.lanes = wiring.lanes();
		this.sockets = new Sockets(settings.pool(), resources.nanoClock(), wiring.listener(), wiring.bounds().share());
		this.provider = ConnectionProviders.create(settings.name(), settings.pool(), this.attachedBound,
				new PoolWait(settings.gate().acquireTimeout(), this.waits), this.pools, this.rule);
	}

	Sockets sockets() {
		return this.sockets;
	}

	RunningTransport transport() {
		RunningTransport current = this.running;
		return (current != null && current.isUsable()) ? current : create();
	}

	/**
	 * A client that is closed refuses its calls before they connect, so that any
	 * transport will do for them, and nothing must be started.
	 */
	private synchronized RunningTransport create() {
		RunningTransport current = this.running;
		if (this.closed) {
			return (current != null) ? current : makeClosed();
		}
		if (current == null) {
			current = make();
			this.attachedBound.attach(this.boundPerRemote);
			this.rule.attach(this.customizations.rule(this.settings.name(), this.fence));
			this.waits.attach(this.resources.timer(), this.lanes.work());
			this.resources.collected().start();
			lookEverySecond();
		}
		else if (!current.isUsable()) {
			disposePools();
			current.assembly().close();
			current = make();
			continues(current.isUsable() ? "new ones" : "none: its calls fail");
		}
		return current;
	}

	private void continues(String loops) {
		this.lanes.reports()
			.execute(() -> logger.info("client '%s': its event loops were shut down; it continues on %s"
				.formatted(this.settings.name(), loops)));
	}

	private RunningTransport makeClosed() {
		RunningTransport made = make();
		made.assembly().close();
		return made;
	}

	private RunningTransport make() {
		HttpClientAssembly assembly = new HttpClientAssembly(this.settings, this.customizations, this.leakWatch,
				this.sockets, this.resources);
		RunningTransport made = RunningTransport.make(assembly, this.transport.apply(this.provider));
		this.running = made;
		return made;
	}

	/**
	 * The provider makes new pools when it is asked for a connection again. Sockets whose
	 * loop has ended cannot be closed once more.
	 */
	private void disposePools() {
		this.provider.disposeLater().subscribe(null, (ignored) -> {
		});
	}

	/**
	 * Let calls connect, again if the sockets were closed, and open the first connections
	 * if that is wanted.
	 */
	void open() {
		reopen();
		warmUp();
	}

	private synchronized void reopen() {
		if (this.closed) {
			this.closed = false;
			this.running = null;
		}
	}

	private void warmUp() {
		int wanted = Math.min(this.settings.pool().warmUp(), this.boundPerRemote.getAsInt());
		String baseUrl = this.settings.baseUrl();
		if (wanted > 0 && baseUrl != null) {
			WarmUp warmUp = new WarmUp(this.settings.name(), wanted);
			Schedulers.boundedElastic().schedule(() -> warmUp.begin(transport().http(), URI.create(baseUrl)));
		}
	}

	private void lookEverySecond() {
		SplitPools split = new SplitPools(this.pools, (this.settings.protocol() == Protocol.HTTP1) ? 1 : 2,
				this::remotes, this::split);
		IdleTrim trim = new IdleTrim(this.sockets, this.settings.pool().warmUp());
		boolean trims = this.settings.pool().trimIdle();
		Runnable look = () -> {
			this.secondIsOver.run();
			if (!this.sockets.isForgetful()) {
				split.run();
			}
			if (trims) {
				trim.run();
			}
			this.sockets.closeTooMany();
		};
		this.everySecond = this.resources.timer().every(inWork(look), SECOND);
	}

	/**
	 * A look that has not come to its turn stands for the next one.
	 */
	private Runnable inWork(Runnable look) {
		AtomicBoolean due = new AtomicBoolean();
		return () -> {
			if (due.compareAndSet(false, true)) {
				this.lanes.work().execute(() -> {
					try {
						look.run();
					}
					finally {
						due.set(false);
					}
				});
			}
		};
	}

	/**
	 * Return the loops that serve the connections; none before the first call.
	 */
	Iterable<EventExecutor> eventLoops() {
		RunningTransport current = this.running;
		return (current != null) ? current.loops() : List.of();
	}

	private Set<String> remotes() {
		Set<String> remotes = new TreeSet<>(this.called.get());
		remotes.addAll(this.sockets.remotes());
		return remotes;
	}

	private void split(String seen) {
		this.lanes.reports()
			.execute(() -> logger
				.warn(("client '%s': its pool is split: %s; each has a bound of its own, so the backend may get a "
						+ "multiple of pool.max-connections; make the same connection for every call: look for an "
						+ "HttpClientCustomizer that sets a proxy, TLS or a resolver per call")
					.formatted(this.settings.name(), seen)));
	}

	/**
	 * Close the pool: idle sockets at once, those in use when their calls end.
	 */
	synchronized void close() {
		this.closed = true;
		Runnable endLooks = this.everySecond;
		this.everySecond = null;
		if (endLooks != null) {
			endLooks.run();
		}
		this.rule.detach();
		disposePools();
		this.waits.detach();
		this.attachedBound.detach();
		RunningTransport current = this.running;
		if (current != null) {
			current.assembly().close();
		}
	}

	/**
	 * Parts of a client that its sockets need.
	 *
	 * @param bounds the most sockets
	 * @param called the remotes that have been called
	 * @param failures told what the application's callbacks throw
	 * @param secondIsOver run every second while the client is in use
	 * @param lanes where to look after them, and to write to the log
	 * @param listener told of sockets that serve no call
	 */
	record Wiring(Bounds bounds, Supplier<Set<String>> called, Consumer<Throwable> failures, Runnable secondIsOver,
			Lanes lanes, SocketListener listener) {

	}

}
