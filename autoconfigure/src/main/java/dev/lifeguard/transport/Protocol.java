package dev.lifeguard.transport;

import java.util.List;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContextBuilder;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/**
 * Protocol that a client speaks, without a fallback to any other.
 *
 * @since 0.1.0
 */
public enum Protocol {

	/** HTTP/1.1. */
	HTTP1(HttpProtocol.HTTP11),

	/** HTTP/2 over TLS. */
	H2(HttpProtocol.H2),

	/** HTTP/2 in clear text, without an upgrade. */
	H2C(HttpProtocol.H2C);

	private final HttpProtocol transport;

	Protocol(HttpProtocol transport) {
		this.transport = transport;
	}

	/**
	 * Let a transport speak this protocol. A call is a stream where there are streams,
	 * and counts like a connection: a permit is a permit.
	 * @param http the transport
	 * @return the transport with the protocol
	 */
	public HttpClient applyTo(HttpClient http) {
		return (this != HTTP1) ? http.protocol(this.transport) : http;
	}

	/**
	 * Return whether URLs of a scheme can be called.
	 * @param scheme the scheme
	 * @return whether it fits
	 */
	public boolean fits(String scheme) {
		return switch (this) {
			case HTTP1 -> true;
			case H2 -> "https".equalsIgnoreCase(scheme);
			case H2C -> "http".equalsIgnoreCase(scheme);
		};
	}

	SslContextBuilder applyTo(SslContextBuilder tls) {
		return (this != H2) ? tls
				: tls.applicationProtocolConfig(new ApplicationProtocolConfig(ApplicationProtocolConfig.Protocol.ALPN,
						SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
						List.of(ApplicationProtocolNames.HTTP_2)));
	}

}
