package dev.lifeguard.registry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.client.ManagedClient;

/**
 * Named clients of an application. Their number does not change.
 *
 * @since 0.1.0
 */
public final class ClientRegistry implements AutoCloseable {

	/** The name of the client that the application's own builders use. */
	public static final String DEFAULT = "default";

	private final Map<String, ManagedClient> clients;

	private final Map<String, List<String>> advice = new ConcurrentHashMap<>();

	/**
	 * Create a registry.
	 * @param clients the clients, in the order in which they are shown
	 */
	public ClientRegistry(Collection<ManagedClient> clients) {
		Map<String, ManagedClient> byName = new LinkedHashMap<>();
		clients.forEach((client) -> byName.put(client.name(), client));
		this.clients = Collections.unmodifiableMap(byName);
	}

	/**
	 * Return the names of the clients.
	 * @return the names
	 */
	public Set<String> names() {
		return this.clients.keySet();
	}

	/**
	 * Return the clients.
	 * @return the clients
	 */
	public Collection<ManagedClient> clients() {
		return this.clients.values();
	}

	/**
	 * Return a client.
	 * @param name the client's name
	 * @return the client
	 * @throws UnknownClientException if there is none of that name
	 */
	public ManagedClient client(String name) {
		ManagedClient client = this.clients.get(name);
		if (client == null) {
			throw new UnknownClientException(name, names());
		}
		return client;
	}

	/**
	 * Say something of a client's settings that was not known when it was made.
	 * @param client the client's name
	 * @param advice a sentence or two
	 */
	public void advise(String client, String advice) {
		this.advice.put(client, List.of(advice));
	}

	/**
	 * Return what is legal among a client's settings and often regretted.
	 * @param client the client's name
	 * @return a sentence or two for each
	 */
	public List<String> advice(String client) {
		List<String> all = new ArrayList<>(client(client).settings().advice());
		all.addAll(this.advice.getOrDefault(client, List.of()));
		return all;
	}

	/**
	 * Let all clients take calls, again if they were shut down.
	 */
	public void open() {
		clients().forEach(ManagedClient::open);
	}

	/**
	 * Shut all clients down: no new calls, and those that wait or are in flight come to
	 * their end.
	 * @param patience how long to wait for them
	 * @param whenClosed run when all clients are closed
	 */
	public void closeGracefully(Duration patience, Runnable whenClosed) {
		AtomicInteger open = new AtomicInteger(clients().size() + 1);
		Runnable closed = () -> {
			if (open.decrementAndGet() == 0) {
				whenClosed.run();
			}
		};
		clients().forEach((client) -> client.closeGracefully(patience, closed));
		closed.run();
	}

	/**
	 * Shut all clients down: calls in flight continue, all others are refused.
	 */
	@Override
	public void close() {
		clients().forEach(ManagedClient::close);
	}

}
