package dev.lifeguard.autoconfigure;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.failure.Echo;
import org.jspecify.annotations.Nullable;

/**
 * What one instance may open to a backend: the bounds of all clients whose base URLs have
 * the same host and port.
 *
 * @param clients the clients
 */
record SharedBound(List<Client> clients) {

	private static final int LISTED = 5;

	/**
	 * Find the clients that share a client's backend, itself among them.
	 */
	static SharedBound of(String name, Collection<Client> all) {
		Client own = all.stream().filter((client) -> client.name().equals(name)).findFirst().orElseThrow();
		return new SharedBound(all.stream()
			.filter((client) -> client == own || (own.backend() != null && own.backend().equals(client.backend())))
			.toList());
	}

	int together() {
		return this.clients.stream().mapToInt(Client::maxConnections).sum();
	}

	@Override
	public String toString() {
		if (this.clients.size() > LISTED) {
			return "pool.max-connections of %s (%d)"
				.formatted(Echo.first(this.clients.stream().map(Client::name).toList(), LISTED), together());
		}
		String names = this.clients.stream().map(Client::name).collect(Collectors.joining(" and "));
		String bounds = this.clients.stream()
			.map((client) -> Integer.toString(client.maxConnections()))
			.collect(Collectors.joining(" + "));
		return "pool.max-connections " + ((this.clients.size() > 1) ? "of " + names + " " : "") + "(" + bounds + ")";
	}

	/**
	 * One client's bound.
	 *
	 * @param name the client
	 * @param backend the host and port of its base URL, if it has one
	 * @param maxConnections its bound
	 */
	record Client(String name, @Nullable String backend, int maxConnections) {

		static Client of(String name, @Nullable String baseUrl, int maxConnections) {
			boolean known = baseUrl != null && SettingsRules.isAbsolute(baseUrl);
			return new Client(name, known ? backend(URI.create(baseUrl)) : null, maxConnections);
		}

		static Client of(ClientSettings settings) {
			return of(settings.name(), settings.baseUrl(), settings.pool().maxConnections());
		}

		private static String backend(URI url) {
			boolean secure = "https".equalsIgnoreCase(url.getScheme());
			return (url.getHost() + ":" + ((url.getPort() != -1) ? url.getPort() : secure ? 443 : 80))
				.toLowerCase(Locale.ROOT);
		}

	}

}
