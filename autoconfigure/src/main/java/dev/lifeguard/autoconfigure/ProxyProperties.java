package dev.lifeguard.autoconfigure;

import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Properties of the proxy that a client goes through. Refused until it is in force.
 */
class ProxyProperties {

	/**
	 * Kind of proxy. Not in force yet.
	 */
	private @Nullable ProxyType type;

	/**
	 * Host of the proxy. Not in force yet.
	 */
	private @Nullable String host;

	/**
	 * Port of the proxy. Not in force yet.
	 */
	private @Nullable Integer port;

	/**
	 * User name for the proxy. Not in force yet.
	 */
	private @Nullable String username;

	/**
	 * Password for the proxy. Not in force yet.
	 */
	private @Nullable String password;

	/**
	 * Pattern of the hosts that are reached directly. Not in force yet.
	 */
	private @Nullable String nonProxyHosts;

	boolean isSet() {
		return Stream.of(this.type, this.host, this.port, this.username, this.password, this.nonProxyHosts)
			.anyMatch(Objects::nonNull);
	}

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
	 * A kind of proxy.
	 */
	public enum ProxyType {

		/** HTTP with CONNECT. */
		HTTP,

		/** SOCKS version 4. */
		SOCKS4,

		/** SOCKS version 5. */
		SOCKS5

	}

}
