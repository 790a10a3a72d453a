package dev.lifeguard.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.registry.ClientRegistry;
import dev.lifeguard.registry.UnknownClientException;
import dev.lifeguard.test.Ledger.Refusals;
import dev.lifeguard.test.backend.BrokenServer;
import dev.lifeguard.test.backend.SeenRequest;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;

/**
 * What a test can do with the pools of Lifeguard's clients: fill them, leak on purpose,
 * look at them, wait until they are idle. It is a bean of the test's application context.
 * <p>
 * It may be used from any thread. What it holds for a test is given back at the test's
 * end at the latest.
 *
 * @since 0.1.0
 */
public final class LifeguardTester {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration BETWEEN_TESTS = Duration.ofSeconds(1);

	private final ClientRegistry registry;

	private final List<Backend> backends;

	private final Ledger ledger = new Ledger();

	private final Map<String, Occupation> occupations = new ConcurrentHashMap<>();

	private final Set<LeakedResponse> responses = ConcurrentHashMap.newKeySet();

	private final Lock turn = new ReentrantLock(true);

	LifeguardTester(ObjectProvider<ClientRegistry> registry, ObjectProvider<Backend> backends) {
		this.registry = registry.getIfAvailable(() -> new ClientRegistry(List.of()));
		this.backends = backends.orderedStream().toList();
		this.ledger.listenTo(clients());
	}

	/**
	 * Hold every permit of a client until they are given back: those that are free now,
	 * and those of calls under way, as soon as these are over. Whoever calls meanwhile
	 * waits, and is refused.
	 * @param client the client's name
	 * @return the permits; closing it gives them back, also if they were asked for twice
	 * @throws UnknownClientException if there is no client of that name
	 */
	public HeldPermits exhaust(String client) {
		Occupation occupation = this.occupations.computeIfAbsent(client, (name) -> new Occupation(client(name)));
		occupation.begin();
		return new HeldPermits(occupation);
	}

	/**
	 * Leak a response of a client on purpose: make a call, and do not read the answer. It
	 * takes one permit until it is closed, or found and taken back. It makes no test
	 * fail. The backend does not count the request.
	 * @param client the client's name
	 * @return the response
	 * @throws UnknownClientException if there is no client of that name
	 * @throws IllegalStateException if the client has no {@link BrokenBackend} to call
	 */
	public LeakedResponse leak(String client) {
		URI uri = URI.create(backend(client).url() + BrokenServer.LONG_PATH);
		try {
			LeakedResponse response = new LeakedResponse(
					new LeasedRequestFactory(client(client)).createRequest(uri, HttpMethod.GET).execute());
			this.responses.add(response);
			return response;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Backend backend(String client) {
		return this.backends.stream()
			.filter((backend) -> backend.client().equals(client))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(
					"There is nothing to call for client '%s': write @BrokenBackend(\"%s\")".formatted(client,
							client)));
	}

	/**
	 * Return the leaks of a client that were found in this test, those on purpose among
	 * them.
	 * @param client the client's name
	 * @return the leaks, in the order in which they were found
	 * @throws UnknownClientException if there is no client of that name
	 */
	public List<Leak> leaks(String client) {
		String name = client(client).name();
		return this.ledger.leaks()
			.stream()
			.filter((found) -> found.client().equals(name))
			.map(FoundLeak::leak)
			.toList();
	}

	/**
	 * Return the numbers of a client's pool now.
	 * @param client the client's name
	 * @return the snapshot
	 * @throws UnknownClientException if there is no client of that name
	 */
	public PoolSnapshot snapshot(String client) {
		return client(client).snapshot();
	}

	/**
	 * Return why a call of a client was refused, the last one that was in this test.
	 * @param client the client's name
	 * @return the diagnosis
	 * @throws UnknownClientException if there is no client of that name
	 * @throws IllegalStateException if no call was refused in this test
	 */
	public Diagnosis diagnosis(String client) {
		Refusals refusals = this.ledger.refusals(client(client).name());
		if (refusals == null) {
			throw new IllegalStateException(
					"No call of client '%s' was refused in this test, so there is nothing to diagnose%n%s"
						.formatted(client, Situation.of(this)));
		}
		return refusals.last().getDiagnosis();
	}

	/**
	 * Wait until a client holds nothing: no call is under way, or waits for a permit or
	 * for its next attempt. Five seconds at most.
	 * @param client the client's name
	 * @throws UnknownClientException if there is no client of that name
	 * @throws AssertionError if it is not idle by then
	 */
	public void awaitIdle(String client) {
		awaitIdle(List.of(client(client)));
	}

	/**
	 * Wait until no client holds anything. Five seconds at most.
	 * @throws AssertionError if one does by then
	 */
	public void awaitIdle() {
		awaitIdle(clients());
	}

	private void awaitIdle(Collection<ManagedClient> clients) {
		if (!Waiting.until(() -> clients.stream().allMatch(LifeguardTester::isIdle), PATIENCE)) {
			throw new AssertionError(
					"Expected an idle pool within %s%n%s".formatted(Situation.text(PATIENCE), Situation.of(this)));
		}
	}

	private static boolean isIdle(ManagedClient client) {
		PoolSnapshot pool = client.snapshot();
		return pool.active() + pool.connecting() + pool.pending() == 0 && client.calls().activeCalls().isEmpty();
	}

	/**
	 * Return how the clients and their backends are, as failure messages of the kit have
	 * it: numbers, holders, refusals, and the last requests.
	 */
	@Override
	public String toString() {
		return Situation.of(this);
	}

	Collection<ManagedClient> clients() {
		return this.registry.clients();
	}

	Ledger ledger() {
		return this.ledger;
	}

	List<Backend> backends() {
		return this.backends;
	}

	private ManagedClient client(String name) {
		return this.registry.client(name);
	}

	/**
	 * Begin a test: no other of this context runs until it has ended.
	 */
	void begin() {
		this.turn.lock();
		try {
			this.ledger.forget();
			this.backends.forEach(Backend::restart);
		}
		catch (RuntimeException | Error ex) {
			this.turn.unlock();
			throw ex;
		}
	}

	/**
	 * The code of the test is over: give back what it holds on purpose.
	 */
	void giveBack() {
		this.occupations.values().forEach(Occupation::end);
		this.responses.forEach(LeakedResponse::close);
		this.responses.clear();
	}

	/**
	 * Look for leaks, when the code of the test is over.
	 * @return what leaked, but for what the test leaked on purpose, in words
	 */
	List<String> leaked() {
		Stream<String> ofClients = this.ledger.close(clients())
			.stream()
			.filter((leak) -> !leak.isOnPurpose())
			.map(FoundLeak::toString);
		return Stream.concat(ofClients, untaken().stream()).toList();
	}

	/**
	 * A client that is not Lifeguard's leaks as well, and only its backend sees that.
	 * What Lifeguard's client is reading is not leaked, however slowly it reads.
	 */
	private List<String> untaken() {
		Waiting.until(() -> this.backends.stream().allMatch((backend) -> backend.server().untaken().isEmpty()),
				Ledger.GRACE);
		return this.backends.stream()
			.filter((backend) -> clients().stream()
				.noneMatch((client) -> client.name().equals(backend.client()) && !client.holders().isEmpty()))
			.flatMap((backend) -> backend.server().untaken().stream().map((request) -> untaken(backend, request)))
			.toList();
	}

	private static String untaken(Backend backend, SeenRequest request) {
		return "backend '%s': nobody takes the answer to %s, which is not a call of Lifeguard's client"
			.formatted(backend.client(), request);
	}

	/**
	 * End a test: let the calls that it has left behind come to their end.
	 */
	void end() {
		try {
			this.backends.forEach(Backend::restart);
			if (!this.backends.isEmpty()) {
				Waiting.until(() -> clients().stream().allMatch(LifeguardTester::isIdle), BETWEEN_TESTS);
			}
		}
		finally {
			this.turn.unlock();
		}
	}

}
