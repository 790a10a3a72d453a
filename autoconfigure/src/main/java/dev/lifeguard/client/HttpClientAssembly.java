package dev.lifeguard.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.ConnectAdapter;
import dev.lifeguard.call.wire.LeaseObserver;
import dev.lifeguard.call.wire.WatchStarter;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.transport.ClosedWithLoop;
import dev.lifeguard.transport.ConnectLimits;
import dev.lifeguard.transport.HeaderLimits;
import dev.lifeguard.transport.LimitWitness;
import dev.lifeguard.transport.LoopsShutDown;
import dev.lifeguard.transport.ProxyPhase;
import dev.lifeguard.transport.SettingsWait;
import dev.lifeguard.transport.SocketOptions;
import dev.lifeguard.transport.names.BoundedNames;
import dev.lifeguard.transport.names.ConnectTurn;
import dev.lifeguard.transport.names.OwnNames;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.NoopAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.transport.NameResolverProvider;

/**
 * Assembly of the transport of one client: the decoration order is the list in
 * {@link #steps()}, first to last.
 */
final class HttpClientAssembly {

	private final ClientSettings settings;

	private final Customizations customizations;

	private final LeakWatch leaks;

	private final Sockets sockets;

	private final ClientResources resources;

	private @Nullable BoundedNames bounded;

	HttpClientAssembly(ClientSettings settings, Customizations customizations, LeakWatch leaks, Sockets sockets,
			ClientResources resources) {
		this.settings = settings;
		this.leaks = leaks;
		this.sockets = sockets;
		this.resources = resources;
		this.customizations = customizations;
	}

	HttpClient assemble(HttpClient transport) {
		HttpClient assembled = transport;
		for (UnaryOperator<HttpClient> step : steps()) {
			assembled = step.apply(assembled);
		}
		return assembled;
	}

	private List<UnaryOperator<HttpClient>> steps() {
		return List.of(this::connectTimeout, this::keepAlive, this::names, this::handshakeTimeout, this::headerLimits,
				this::customizers, this::boundedNames, this::oneLayerRetries, this::connects, this::leases,
				this::turns);
	}

	/**
	 * After the customizers: the retries of the library below are hidden from the budget.
	 */
	private HttpClient oneLayerRetries(HttpClient http) {
		return http.disableRetry(true);
	}

	private HttpClient connectTimeout(HttpClient http) {
		return http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
				Math.toIntExact(this.settings.timeouts().connect().toMillis()));
	}

	private HttpClient keepAlive(HttpClient http) {
		return http.option(ChannelOption.SO_KEEPALIVE, true)
			.option(ChannelOption.TCP_NODELAY, true)
			.doOnChannelInit(
					(observer, channel, remote) -> SocketOptions.apply(channel, this.settings.timeouts().response()));
	}

	/**
	 * Names are resolved with each connect, by a resolver of the client's own unless the
	 * application has chosen one.
	 */
	private HttpClient names(HttpClient http) {
		HttpClientConfig config = http.configuration();
		NameResolverProvider chosen = config.getNameResolverProvider();
		if (config.resolver() != null && (chosen == null || !OwnNames.isLibrarys(chosen))) {
			return http;
		}
		return http.resolver((names) -> OwnNames.configure(names, this.settings.timeouts().connect()));
	}

	/**
	 * After the customizers, who may bring a resolver. With a proxy there is none: the
	 * proxy resolves.
	 */
	private HttpClient boundedNames(HttpClient http) {
		AddressResolverGroup<?> names = http.configuration().resolver();
		if (names == null || names == NoopAddressResolverGroup.INSTANCE) {
			return http;
		}
		BoundedNames bounded = new BoundedNames(names, this.settings.timeouts().connect(), this.resources.nanoClock(),
				this.resources.timer());
		this.bounded = bounded;
		return bounded.applyTo(http);
	}

	/**
	 * Close what was made here to resolve names.
	 */
	void close() {
		if (this.bounded != null) {
			this.bounded.close();
		}
	}

	private HttpClient handshakeTimeout(HttpClient http) {
		Duration limit = this.settings.timeouts().tlsHandshake();
		return http.doOnChannelInit((observer, channel, remote) -> ConnectLimits.limitHandshake(channel, limit));
	}

	private HttpClient headerLimits(HttpClient http) {
		return HeaderLimits.set(http, this.settings.response(), this.settings.protocol());
	}

	private HttpClient customizers(HttpClient http) {
		HttpClient customized = this.customizations.apply(this.settings.name(), http);
		HeaderLimits limits = HeaderLimits.of(customized.configuration(), http.configuration());
		return customized.doOnChannelInit((observer, channel, remote) -> limits.noteOn(channel));
	}

	private HttpClient connects(HttpClient http) {
		TimeoutSettings limits = this.settings.timeouts();
		return http.doOnChannelInit((observer, channel, remote) -> {
			this.sockets.opening(channel);
			connecting(observer, channel);
			ClosedWithLoop.watch(channel);
			ConnectTurn.install(channel);
			ConnectLimits.watchHandshake(channel, limits.tlsHandshake());
			ProxyPhase.watch(channel, limits.connect());
			SettingsWait.limit(channel, limits.response());
		});
	}

	/**
	 * A call that is given up while its socket is being connected ends the connect as
	 * well: the library would continue with it, and hold a permit for it.
	 */
	private static void connecting(ConnectionObserver observer, Channel channel) {
		Call call = observer.currentContext().getOrDefault(Call.class, null);
		if (call != null) {
			call.opening(channel);
		}
	}

	private HttpClient leases(HttpClient http) {
		HttpClientConfig config = http.configuration();
		Executor turns = (task) -> turn(config, task);
		return http.observe(new LeaseObserver(this.sockets))
			.mapConnect((connect) -> ConnectAdapter.around(connect, turns));
	}

	/**
	 * Run a task in a turn of its own of an event loop: of the current thread's, if it is
	 * one. Loops that are being shut down still run it, and nothing that it begins.
	 */
	private static void turn(HttpClientConfig config, Runnable task) {
		EventLoopGroup loops = config.loopResources().onClient(config.isPreferNative());
		if (loops.isShuttingDown()) {
			throw LoopsShutDown.rejected();
		}
		loops.next().execute(task);
	}

	/**
	 * A response timeout that a customizer sets counts instead of ours.
	 */
	private HttpClient turns(HttpClient http) {
		long limit = this.settings.timeouts().response().toNanos();
		LimitWitness witness = new LimitWitness(!this.customizations.transports().isEmpty(),
				http.configuration().responseTimeout());
		return http.observe(new WatchStarter(limit, this.leaks, witness, this.resources.nanoClock()));
	}

}
