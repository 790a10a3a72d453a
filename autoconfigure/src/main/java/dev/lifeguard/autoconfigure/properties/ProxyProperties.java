package dev.lifeguard.autoconfigure.properties;

import org.jspecify.annotations.Nullable;

/**
 * Properties of the proxy that a client goes through.
 *
 * @since 0.1.0
 */
public class ProxyProperties {

	/**
	 * Protocol of the proxy. As the JVM's proxy system properties if not set.
	 */
	private @Nullable ProxyType type;

	/**
	 * Host of the proxy.
	 */
	private @Nullable String host;

	/**
	 * Port of the proxy.
	 */
	private @Nullable Integer port;

	/**
	 * User name for the proxy.
	 */
	private @Nullable String username;

	/**
	 * Password for the proxy.
	 */
	private @Nullable String password;

	/**
	 * Hosts that are reached directly, as patterns with * and separated by |.
	 */
	private @Nullable String nonProxyHosts;

	public @Nullable ProxyType getType() {
		return this.type;
	}

	public void setType(@Nullable ProxyType type) {
		this.type = type;
	}

	public @Nullable String getHost() {
		return this.host;
	}

	public void setHost(@Nullable String host) {
		this.host = host;
	}

	public @Nullable Integer getPort() {
		return this.port;
	}

	public void setPort(@Nullable Integer port) {
		this.port = port;
	}

	public @Nullable String getUsername() {
		return this.username;
	}

	public void setUsername(@Nullable String username) {
		this.username = username;
	}

	public @Nullable String getPassword() {
		return this.password;
	}

	public void setPassword(@Nullable String password) {
		this.password = password;
	}

	public @Nullable String getNonProxyHosts() {
		return this.nonProxyHosts;
	}

	public void setNonProxyHosts(@Nullable String nonProxyHosts) {
		this.nonProxyHosts = nonProxyHosts;
	}

	/**
	 * Kind of proxy.
	 */
	public enum ProxyType {

		/** No proxy, not even that of the JVM. */
		NONE,

		/** HTTP with CONNECT. */
		HTTP,

		/** SOCKS version 4. */
		SOCKS4,

		/** SOCKS version 5. */
		SOCKS5

	}

}
