package dev.lifeguard.transport;

import io.netty.resolver.NoopAddressResolverGroup;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;
import reactor.netty.transport.ProxyProvider.Proxy;

/**
 * Proxy that a client goes through.
 *
 * @param type what the proxy speaks
 * @param host its host; resolved by the JDK, and again when the JDK's own memory of it
 * ends
 * @param port its port
 * @param username the user's name there, if it asks for one
 * @param password the user's password, if there is one; it is never shown
 * @param nonProxyHosts the hosts that are reached directly, in the JVM's notation:
 * patterns with {@code *}, separated by {@code |}
 * @since 0.1.0
 */
public record ProxySettings(Type type, String host, int port, @Nullable String username, @Nullable String password,
		@Nullable String nonProxyHosts) {

	/**
	 * Let a transport go through this proxy, and through no other. Names are left to the
	 * proxy: the library would resolve them itself on event loops that it was given.
	 * @param http the transport
	 * @return the transport with the proxy
	 */
	public HttpClient applyTo(HttpClient http) {
		return http.proxy(this::configure).resolver(NoopAddressResolverGroup.INSTANCE);
	}

	private void configure(ProxyProvider.TypeSpec spec) {
		ProxyProvider.Builder proxy = spec.type(this.type.proxy).host(this.host).port(this.port);
		if (this.username != null) {
			proxy.username(this.username);
		}
		String password = this.password;
		if (password != null) {
			proxy.password((user) -> password);
		}
		if (this.nonProxyHosts != null) {
			proxy.nonProxyHostsPredicate(new NonProxyHosts(this.nonProxyHosts));
		}
	}

	@Override
	public String toString() {
		return "%s proxy %s:%s".formatted(this.type, this.host, this.port);
	}

	/**
	 * Protocol of a proxy.
	 */
	public enum Type {

		/** HTTP: each connection begins with a CONNECT request, the plain ones too. */
		HTTP(Proxy.HTTP),

		/** SOCKS version 4, and 4a for names. */
		SOCKS4(Proxy.SOCKS4),

		/** SOCKS version 5. */
		SOCKS5(Proxy.SOCKS5);

		private final Proxy proxy;

		Type(Proxy proxy) {
			this.proxy = proxy;
		}

	}

}
