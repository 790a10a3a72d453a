package dev.lifeguard.client;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntSupplier;

import dev.lifeguard.lease.LeakWatch;
import dev.lifeguard.pool.ConnectionProviders;
import dev.lifeguard.pool.IdleTrim;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import io.netty.resolver.AddressResolverGroup;
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

	private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

	private final ClientSettings settings;

	private final ClientResources resources;

	private final Function<ConnectionProvider, HttpClient> transport;

	private final Customizations customizations;

	private final LeakWatch leakWatch;

	private final Sockets sockets;

	private final ConnectionProvider provider;

	private final SocketListeners listeners;

	private volatile @Nullable HttpClient httpClient;

	private volatile @Nullable IdleTrim trim;

	private @Nullable AddressResolverGroup<?> resolver;

	ClientSockets(ClientSettings settings, ClientResources resources,
			Function<ConnectionProvider, HttpClient> transport, Customizations customizations, LeakWatch leakWatch,
			Wiring wiring) {
		this.settings = settings;
		this.resources = resources;
		this.transport = transport;
		this.customizations = customizations;
		this.leakWatch = leakWatch;
		this.listeners = new SocketListeners(wiring.failures());
		this.sockets = new Sockets(settings.pool(), resources.nanoClock(), this.listeners);
		this.provider = ConnectionProviders.create(settings.name(), settings.pool(), wiring.boundPerRemote(),
				settings.gate().acquireTimeout(), customizations.rule(settings.name(), wiring.failures()));
	}

	void listen(SocketListener listener) {
		this.listeners.add(listener);
	}

	Sockets sockets() {
		return this.sockets;
	}

	HttpClient httpClient() {
		HttpClient current = this.httpClient;
		return (current != null) ? current : create();
	}

	private synchronized HttpClient create() {
		HttpClient current = this.httpClient;
		if (current == null) {
			HttpClientAssembly assembly = new HttpClientAssembly(this.settings, this.customizations, this.leakWatch,
					this.sockets, this.resources.nanoClock());
			current = assembly.assemble(this.transport.apply(this.provider));
			this.httpClient = current;
			this.resolver = assembly.resolver();
			this.resources.collected().start();
			startTrim();
		}
		return current;
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

	private void startTrim() {
		if (this.settings.pool().trimIdle()) {
			IdleTrim trim = new IdleTrim(this.sockets, this.settings.pool().warmUp());
			this.trim = trim;
			trimLater(trim);
		}
	}

	private void trimLater(IdleTrim trim) {
		this.resources.timer().schedule(() -> trim(trim), SECOND);
	}

	private void trim(IdleTrim trim) {
		if (this.trim == trim) {
			trim.run();
			trimLater(trim);
		}
	}

	/**
	 * Close the pool: idle sockets at once, those in use when their calls end.
	 */
	synchronized void close() {
		this.trim = null;
		this.httpClient = null;
		this.provider.disposeLater().subscribe();
		AddressResolverGroup<?> resolver = this.resolver;
		this.resolver = null;
		if (resolver != null) {
			resolver.close();
		}
	}

	/**
	 * What the sockets need of their client.
	 *
	 * @param boundPerRemote the most sockets per remote
	 * @param failures told what the application's callbacks throw
	 */
	record Wiring(IntSupplier boundPerRemote, Consumer<Throwable> failures) {

	}

}
