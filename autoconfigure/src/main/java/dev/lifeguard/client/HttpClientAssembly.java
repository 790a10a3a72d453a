package dev.lifeguard.client;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import dev.lifeguard.lease.LeakWatch;
import dev.lifeguard.pool.OpenSockets;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslHandler;
import reactor.netty.http.client.HttpClient;

/**
 * Puts the transport of one client together: the decoration order is the list in
 * {@link #steps()}, first to last.
 */
final class HttpClientAssembly {

	private final ClientSettings settings;

	private final List<HttpClientCustomizer> customizers;

	private final LeakWatch leaks;

	private final OpenSockets sockets;

	private final LongSupplier nanoClock;

	HttpClientAssembly(ClientSettings settings, List<HttpClientCustomizer> customizers, LeakWatch leaks,
			OpenSockets sockets, LongSupplier nanoClock) {
		this.settings = settings;
		this.leaks = leaks;
		this.sockets = sockets;
		this.nanoClock = nanoClock;
		this.customizers = customizers;
	}

	HttpClient assemble(HttpClient transport) {
		HttpClient assembled = transport;
		for (UnaryOperator<HttpClient> step : steps()) {
			assembled = step.apply(assembled);
		}
		return assembled;
	}

	private List<UnaryOperator<HttpClient>> steps() {
		return List.of(this::oneLayerRetries, this::connectTimeout, this::handshakeTimeout, this::customizers,
				this::connects, this::leases, this::turns);
	}

	private HttpClient oneLayerRetries(HttpClient http) {
		return http.disableRetry(true);
	}

	private HttpClient connectTimeout(HttpClient http) {
		return http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS,
				Math.toIntExact(this.settings.timeouts().connect().toMillis()));
	}

	private HttpClient handshakeTimeout(HttpClient http) {
		long millis = this.settings.timeouts().tlsHandshake().toMillis();
		return http.doOnChannelInit((observer, channel, remote) -> limitHandshake(channel, millis));
	}

	private static void limitHandshake(Channel channel, long millis) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls != null) {
			tls.setHandshakeTimeoutMillis(millis);
		}
	}

	private HttpClient customizers(HttpClient http) {
		HttpClient customized = http;
		for (HttpClientCustomizer customizer : this.customizers) {
			customized = customizer.customize(this.settings.name(), customized);
		}
		return customized;
	}

	private HttpClient connects(HttpClient http) {
		return http.doOnChannelInit((observer, channel, remote) -> ConnectingSocket.watch(channel));
	}

	private HttpClient leases(HttpClient http) {
		return http.observe(new LeaseObserver(this.sockets)).mapConnect(LeasedConnect::around);
	}

	/**
	 * A response timeout that a customizer sets counts instead of ours.
	 */
	private HttpClient turns(HttpClient http) {
		long limit = this.settings.timeouts().response().toNanos();
		return http.observe(ResponseWatch.starter(limit, this.leaks, this.nanoClock));
	}

}
