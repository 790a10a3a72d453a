package dev.lifeguard.autoconfigure.fleet;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.failure.Echo;
import dev.lifeguard.transport.Target;
import org.jspecify.annotations.Nullable;

/**
 * Number of connections that one instance may open to a backend: the bounds of all
 * clients whose base URLs have the same host and port.
 *
 * @param clients the clients
 * @since 0.1.0
 */
public record SharedBound(List<Client> clients) {

	private static final int LISTED = 5;

	/**
	 * Find the clients that share a client's backend, itself among them.
	 * @param name the client's name
	 * @param all all clients of the application
	 * @return their bound
	 */
	public static SharedBound of(String name, Collection<Client> all) {
		Client own = all.stream().filter((client) -> client.name().equals(name)).findFirst().orElseThrow();
		return new SharedBound(all.stream()
			.filter((client) -> client == own || (own.backend() != null && own.backend().equals(client.backend())))
			.toList());
	}

	/**
	 * Return the backend that a URL leads to. Taken from the authority, because a host
	 * may have characters that {@link URI} does not know: it returns neither the host nor
	 * the port then.
	 * @param url an absolute URL
	 * @return its host and port, in lower case
	 */
	public static String backend(URI url) {
		return Target.of(url).toString().toLowerCase(Locale.ROOT);
	}

	int together() {
		return this.clients.stream().mapToInt(Client::maxConnections).sum();
	}

	@Override
	public String toString() {
		if (this.clients.size() > LISTED) {
			return "pool.max-connections of %s (%s)"
				.formatted(Echo.first(this.clients.stream().map(Client::name).toList(), LISTED), together());
		}
		String names = this.clients.stream().map(Client::name).collect(Collectors.joining(" and "));
		String bounds = this.clients.stream()
			.map((client) -> Integer.toString(client.maxConnections()))
			.collect(Collectors.joining(" + "));
		return "pool.max-connections " + ((this.clients.size() > 1) ? "of " + names + " " : "") + "(" + bounds + ")";
	}

	/**
	 * Bound of one client.
	 *
	 * @param name the client
	 * @param backend the host and port of its base URL, if it has one
	 * @param maxConnections its bound
	 */
	public record Client(String name, @Nullable String backend, int maxConnections) {

		/**
		 * Return the bound of a client.
		 * @param name the client
		 * @param baseUrl its base URL, an absolute one, if it has one
		 * @param maxConnections its bound
		 * @return the bound, with the backend
		 */
		public static Client of(String name, @Nullable URI baseUrl, int maxConnections) {
			return new Client(name, (baseUrl != null) ? SharedBound.backend(baseUrl) : null, maxConnections);
		}

		static Client of(ClientSettings settings) {
			URI baseUrl = (settings.baseUrl() != null) ? URI.create(settings.baseUrl()) : null;
			return of(settings.name(), baseUrl, settings.pool().maxConnections());
		}

	}

}
