package dev.lifeguard.client;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

import dev.lifeguard.lease.LeakWatch;
import dev.lifeguard.pool.ConnectionProviders;
import dev.lifeguard.pool.IdleTrim;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.pool.SplitPools;
import io.netty.util.concurrent.EventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * A client's sockets from the first to the last: the transport that opens them, the
 * provider that keeps them, and what looks after them every second.
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

	private final ConnectionProvider provider;

	private final SocketListeners listeners;

	private final Supplier<Set<String>> called;

	private final Runnable secondIsOver;

	private final Consumer<Throwable> failures;

	private final AtomicInteger pools = new AtomicInteger();

	private volatile @Nullable RunningTransport running;

	private volatile @Nullable Runnable everySecond;

	ClientSockets(ClientSettings settings, ClientResources resources,
			Function<ConnectionProvider, HttpClient> transport, Customizations customizations, LeakWatch leakWatch,
			Wiring wiring) {
		this.settings = settings;
		this.resources = resources;
		this.transport = transport;
		this.customizations = customizations;
		this.leakWatch = leakWatch;
		this.called = wiring.called();
		this.secondIsOver = wiring.secondIsOver();
		this.failures = wiring.failures();
		this.listeners = new SocketListeners(wiring.failures());
		this.sockets = new Sockets(settings.pool(), resources.nanoClock(), this.listeners);
		this.provider = ConnectionProviders.create(settings.name(), settings.pool(), wiring.boundPerRemote(),
				settings.gate().acquireTimeout(), this.pools, customizations.rule(settings.name(), wiring.failures()));
	}

	void listen(SocketListener listener) {
		this.listeners.add(listener);
	}

	Sockets sockets() {
		return this.sockets;
	}

	HttpClient httpClient() {
		RunningTransport current = this.running;
		return (current != null && current.isUsable()) ? current.http() : create();
	}

	private synchronized HttpClient create() {
		RunningTransport current = this.running;
		if (current == null) {
			current = make();
			this.resources.collected().start();
			lookEverySecond();
		}
		else if (!current.isUsable()) {
			disposePools();
			current.assembly().close();
			current = make();
			logger.info("client '%s': its event loops were shut down; it continues on %s"
				.formatted(this.settings.name(), current.isUsable() ? "new ones" : "none: its calls fail"));
		}
		return current.http();
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
	 * Open the first connections, if that is wanted.
	 */
	void warmUp() {
		int wanted = this.settings.pool().warmUp();
		String baseUrl = this.settings.baseUrl();
		if (wanted > 0 && baseUrl != null) {
			WarmUp warmUp = new WarmUp(this.settings.name(), wanted);
			Schedulers.boundedElastic().schedule(() -> warmUp.begin(httpClient(), URI.create(baseUrl)));
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
		};
		this.everySecond = look;
		lookLater(look);
	}

	private void lookLater(Runnable look) {
		this.resources.timer().schedule(() -> look(look), SECOND);
	}

	private void look(Runnable look) {
		if (this.everySecond != look) {
			return;
		}
		try {
			look.run();
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
		}
		finally {
			lookLater(look);
		}
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
		logger.warn(("client '%s': its pool is split: %s; each has a bound of its own, so the backend may get a "
				+ "multiple of pool.max-connections; make the same connection for every call: look for an "
				+ "HttpClientCustomizer that sets a proxy, TLS or a resolver per call")
			.formatted(this.settings.name(), seen));
	}

	/**
	 * Close the pool: idle sockets at once, those in use when their calls end.
	 */
	synchronized void close() {
		this.everySecond = null;
		RunningTransport current = this.running;
		this.running = null;
		disposePools();
		if (current != null) {
			current.assembly().close();
		}
	}

	/**
	 * What the sockets need of their client.
	 *
	 * @param boundPerRemote the most sockets per remote
	 * @param called the remotes that have been called
	 * @param failures told what the application's callbacks throw
	 * @param secondIsOver run every second while the client is in use
	 */
	record Wiring(IntSupplier boundPerRemote, Supplier<Set<String>> called, Consumer<Throwable> failures,
			Runnable secondIsOver) {

	}

}
