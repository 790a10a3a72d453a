package dev.lifeguard.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the clients during a test: the refusals, the leaks that Lifeguard
 * reports, and the responses that are still unread when the test is over and will be for
 * ever.
 */
final class Ledger {

	/** A response that nobody asks of for so long after the test has no reader. */
	static final Duration GRACE = Duration.ofMillis(500);

	/**
	 * The first pieces of a response are read ahead before it is seen to have no reader.
	 */
	private static final Duration ARRIVAL = Duration.ofMillis(250);

	private static final int KEPT = 1000;

	private final List<FoundLeak> leaks = new CopyOnWriteArrayList<>();

	private final Map<String, Refusals> refusals = new ConcurrentHashMap<>();

	/**
	 * Hear of what happens to some clients from now on.
	 */
	void listenTo(Collection<ManagedClient> clients) {
		clients.forEach((client) -> client.listen(new LeaseListener() {

			@Override
			public void leaked(Leak leak) {
				found(new FoundLeak(client.name(), leak));
			}

			@Override
			public void exhausted(PoolExhaustedException failure) {
				Ledger.this.refusals.merge(client.name(), new Refusals(1, failure),
						(before, next) -> before.and(failure));
			}

		}));
	}

	private void found(FoundLeak leak) {
		if (this.leaks.size() < KEPT) {
			this.leaks.add(leak);
		}
	}

	void forget() {
		this.leaks.clear();
		this.refusals.clear();
	}

	List<FoundLeak> leaks() {
		return List.copyOf(this.leaks);
	}

	/**
	 * Return the refusals of a client, or {@code null} if there were none.
	 */
	@Nullable Refusals refusals(String client) {
		return this.refusals.get(client);
	}

	/**
	 * The test is over: return its leaks, and have the responses taken back that nobody
	 * will read.
	 */
	List<FoundLeak> close(Collection<ManagedClient> clients) {
		List<FoundLeak> leaks = new ArrayList<>(this.leaks);
		for (Map.Entry<Call, Integer> response : unreadAfterGrace(clients).entrySet()) {
			Call call = response.getKey();
			Holder holder = Holder.of(call.lease());
			leaks.add(new FoundLeak(call.client().name(),
					new Leak(holder.remote(), holder.request(), LeakProof.UNREAD, holder.held(), holder.site())));
			call.leaked(LeakProof.UNREAD);
		}
		return leaks;
	}

	private static Map<Call, Integer> unreadAfterGrace(Collection<ManagedClient> clients) {
		Waiting.until(() -> in(Phase.BODY, clients).isEmpty(), ARRIVAL);
		Map<Call, Integer> suspects = in(Phase.UNREAD, clients);
		Waiting.until(() -> {
			suspects.entrySet().retainAll(in(Phase.UNREAD, clients).entrySet());
			return suspects.isEmpty();
		}, GRACE);
		return suspects;
	}

	/**
	 * Return the calls in a phase of their response, with how often the application has
	 * asked for bytes of each.
	 */
	private static Map<Call, Integer> in(Phase phase, Collection<ManagedClient> clients) {
		Map<Call, Integer> calls = new LinkedHashMap<>();
		for (ManagedClient client : clients) {
			for (Call call : client.calls().activeCalls().holding()) {
				Holder holder = Holder.of(call.lease());
				if (holder.phase() == phase && !holder.leaked()) {
					calls.put(call, holder.asks());
				}
			}
		}
		return calls;
	}

	/**
	 * Refusals of one client. A pool that is exhausted refuses many calls.
	 *
	 * @param count how many there were
	 * @param last the last of them
	 */
	record Refusals(int count, PoolExhaustedException last) {

		Refusals and(PoolExhaustedException next) {
			return new Refusals(this.count + 1, next);
		}

	}

}
