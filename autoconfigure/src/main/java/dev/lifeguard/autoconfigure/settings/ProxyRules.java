package dev.lifeguard.autoconfigure.settings;

import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.properties.ProxyProperties.ProxyType;
import dev.lifeguard.transport.ProxySettings;
import dev.lifeguard.transport.ProxySettings.Type;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

/**
 * Mapper from the properties of a client to its proxy. What does not make a proxy stops
 * start-up: a call that silently goes around its proxy is worse than none.
 */
final class ProxyRules {

	private static final String MISSING = "(not set)";

	private final Rules rules;

	private final @Nullable String host;

	private final @Nullable Integer port;

	private final @Nullable String username;

	private final @Nullable String password;

	private final @Nullable String nonProxyHosts;

	private ProxyRules(Leaves leaves) {
		this.rules = new Rules(leaves);
		this.host = leaves.inherited("proxy.host", (client) -> client.getProxy().getHost());
		this.port = leaves.inherited("proxy.port", (client) -> client.getProxy().getPort());
		this.username = leaves.secret("proxy.username", (client) -> client.getProxy().getUsername());
		this.password = leaves.secret("proxy.password", (client) -> client.getProxy().getPassword());
		this.nonProxyHosts = leaves.inherited("proxy.non-proxy-hosts",
				(client) -> client.getProxy().getNonProxyHosts());
	}

	/**
	 * Return what puts the client's proxy onto its transport. Where no proxy is set, that
	 * of the JVM stays.
	 */
	static UnaryOperator<HttpClient> proxy(Leaves leaves) {
		ProxyType type = leaves.inherited("proxy.type", (client) -> client.getProxy().getType());
		if (type == ProxyType.NONE) {
			return HttpClient::noProxy;
		}
		ProxyRules rules = new ProxyRules(leaves);
		if (type == null) {
			rules.nothingWithoutType();
			return UnaryOperator.identity();
		}
		return rules.settings(Type.valueOf(type.name()))::applyTo;
	}

	private void nothingWithoutType() {
		boolean set = Stream.of(this.host, this.port, this.username, this.password, this.nonProxyHosts)
			.anyMatch(Objects::nonNull);
		incompleteIf(set, "proxy.type", "http, socks4 or socks5; none switches off the JVM's proxy");
	}

	private ProxySettings settings(Type type) {
		String host = host();
		int port = port();
		credentials(type);
		return new ProxySettings(type, host, port, this.username, this.password, this.nonProxyHosts);
	}

	private String host() {
		String host = (this.host != null) ? this.host.strip() : "";
		incompleteIf(host.isEmpty(), "proxy.host", "the name or the address of the proxy");
		this.rules.refuseIf(host.matches(".*[/@\\s].*"), "proxy.host", host,
				"A proxy's host must be only a host name or an address.",
				"Leave out the scheme and the credentials; they have properties of their own.");
		return host;
	}

	private int port() {
		int port = (this.port != null) ? this.port : -1;
		incompleteIf(this.port == null, "proxy.port", "the port that the proxy listens on");
		this.rules.refuseIf(port < 1 || port > 65535, "proxy.port", port, "A port must be a number from 1 to 65535.",
				"Write the port that the proxy listens on.");
		return port;
	}

	private void credentials(Type type) {
		boolean both = type != Type.SOCKS4;
		if (this.password != null && !both) {
			throw this.rules.contradiction("proxy.password", ShownValue.HIDDEN, "proxy.type", type,
					"SOCKS4 does not support passwords.",
					"Remove it, or write proxy.type: socks5 if the proxy speaks that.");
		}
		this.rules.refuseIf(this.password != null && this.username == null, "proxy.password", ShownValue.HIDDEN,
				"A password without a user name would not be sent.", "Write proxy.username as well, or remove it.");
		this.rules.refuseIf(this.username != null && this.password == null && both, "proxy.username", ShownValue.HIDDEN,
				"A user name without a password would not be sent.",
				"Write proxy.password as well, an empty one if need be, or remove it.");
	}

	private void incompleteIf(boolean missing, String key, String what) {
		if (missing) {
			throw this.rules.refusal(key, MISSING, "A proxy needs a type, a host and a port.",
					"Write %s, or remove the other keys of the proxy: %s.".formatted(what, keys()));
		}
	}

	private List<String> keys() {
		return this.rules.leaves()
			.found()
			.keySet()
			.stream()
			.filter((key) -> key.startsWith("proxy."))
			.map(this.rules.leaves()::property)
			.toList();
	}

}
