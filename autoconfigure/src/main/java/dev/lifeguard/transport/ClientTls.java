package dev.lifeguard.transport;

import javax.net.ssl.SSLException;

import reactor.netty.http.client.HttpClient;

/**
 * TLS of one client, whose material can be replaced while it is used: new connections use
 * the new material at once, the others end with the call that they serve.
 * <p>
 * The transport is given one TLS context that never changes, because its pool is found by
 * it: another one would make a second pool, with a bound of its own.
 *
 * @since 0.1.0
 */
public final class ClientTls {

	private final Protocol protocol;

	private final ReplaceableSslContext context;

	/**
	 * Create the TLS of a client.
	 * @param material what to begin with
	 * @param protocol what is spoken over it
	 * @throws SSLException if TLS cannot be had with it
	 */
	public ClientTls(TlsMaterial material, Protocol protocol) throws SSLException {
		this.protocol = protocol;
		this.context = new ReplaceableSslContext(new TlsGeneration(material.context(protocol)));
	}

	/**
	 * Let a transport use this TLS. Host names are verified.
	 * @param http the transport
	 * @return the transport with TLS
	 */
	public HttpClient applyTo(HttpClient http) {
		return http.secure((tls) -> tls.sslContext(this.context));
	}

	/**
	 * Use other material from now on. May be called from any thread.
	 * @param material the new material
	 * @return how many connections of the old one were open; the idle ones among them are
	 * closed, the others close after their call
	 * @throws SSLException if TLS cannot be had with it; then the old one stays
	 */
	public int replace(TlsMaterial material) throws SSLException {
		return this.context.replace(new TlsGeneration(material.context(this.protocol))).retire();
	}

}
