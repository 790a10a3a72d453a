package dev.lifeguard.transport;

import java.time.Duration;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import io.netty.channel.Channel;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.netty.ReactorNetty;

/**
 * Time limits of a connection that is being made: the client's, unless a customizer sets
 * others.
 *
 * @since 0.1.0
 */
public final class ConnectLimits {

	private static final String CONNECT = "connect timeout";

	/** Set by nobody. */
	private static final long LIBRARYS_HANDSHAKE = Long.getLong(ReactorNetty.SSL_HANDSHAKE_TIMEOUT, 10_000);

	/** Set by nobody. */
	private static final long LIBRARYS_PROXY = 10_000;

	private ConnectLimits() {
	}

	/**
	 * Limit the handshake, unless a customizer has done so with the TLS that it brings.
	 * @param channel what is being connected
	 * @param limit the client's limit
	 */
	public static void limitHandshake(Channel channel, Duration limit) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls != null && !isSet(tls.getHandshakeTimeoutMillis(), LIBRARYS_HANDSHAKE)) {
			tls.setHandshakeTimeoutMillis(limit.toMillis());
		}
	}

	private static boolean isSet(long millis, long librarys) {
		return millis > 0 && millis != librarys;
	}

	/**
	 * Note it when the handshake takes too long. By now the customizers have had their
	 * say.
	 * @param channel what is being connected
	 * @param own the client's limit
	 */
	public static void watchHandshake(Channel channel, Duration own) {
		SslHandler tls = channel.pipeline().get(SslHandler.class);
		if (tls != null) {
			PassedLimit limit = limit(Phase.TLS, own, tls.getHandshakeTimeoutMillis(), "TLS handshake timeout");
			tls.handshakeFuture().addListener((handshake) -> {
				if (handshake.cause() instanceof SslHandshakeTimeoutException) {
					limit.noteOn(channel);
				}
			});
		}
	}

	/**
	 * Return the limit of the name, which is part of the connect.
	 * @param channel what is being connected, if that is known
	 * @param own the client's limit
	 * @return the limit of the name, which is part of the connect
	 */
	public static PassedLimit ofName(@Nullable Channel channel, Duration own) {
		return limit(Phase.NAME, own, connectMillis(channel, own), CONNECT);
	}

	/**
	 * Return the limit of the TCP connect.
	 * @param channel what is being connected, if that is known
	 * @param own the client's limit
	 * @return the limit of the TCP connect
	 */
	public static PassedLimit ofConnect(@Nullable Channel channel, Duration own) {
		return limit(Phase.CONNECT, own, connectMillis(channel, own), CONNECT);
	}

	/**
	 * A customizer's 0 is no limit, which a lookup does not accept.
	 */
	private static long connectMillis(@Nullable Channel channel, Duration own) {
		int millis = (channel != null) ? ConnectBudget.wholeMillis(channel) : 0;
		return (millis > 0) ? millis : own.toMillis();
	}

	/**
	 * Return how long the proxy may take for its answer.
	 */
	static PassedLimit ofProxy(ProxyHandler proxy, Duration own) {
		long millis = proxy.connectTimeoutMillis();
		return limit(Phase.CONNECT, own, isSet(millis, LIBRARYS_PROXY) ? millis : own.toMillis(),
				"proxy connect timeout");
	}

	private static PassedLimit limit(Phase phase, Duration own, long millis, String kind) {
		String setting = (millis != own.toMillis()) ? LimitWitness.byCustomizer(kind) : null;
		return new PassedLimit(phase, Duration.ofMillis(millis), setting);
	}

}
