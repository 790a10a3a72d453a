package dev.lifeguard.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Phase;

/**
 * The leaks of a test: those that Lifeguard reports, and the responses that are still
 * unread when the test is over and will be for ever.
 */
final class LeakLedger {

	/** A response that nobody asks of for so long after the test has no reader. */
	static final Duration GRACE = Duration.ofMillis(500);

	private final List<FoundLeak> found = new CopyOnWriteArrayList<>();

	/**
	 * Hear of the leaks of some clients from now on.
	 */
	void listenTo(Collection<ManagedClient> clients) {
		clients.forEach((client) -> client.listen(new LeaseListener() {

			@Override
			public void leaked(Leak leak) {
				LeakLedger.this.found.add(new FoundLeak(client.name(), leak));
			}

		}));
	}

	void forget() {
		this.found.clear();
	}

	List<FoundLeak> found() {
		return List.copyOf(this.found);
	}

	/**
	 * The test is over: return its leaks, and have the responses taken back that nobody
	 * will read.
	 */
	List<FoundLeak> close(Collection<ManagedClient> clients) {
		List<FoundLeak> leaks = new ArrayList<>(this.found);
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
		Map<Call, Integer> suspects = unread(clients);
		Waiting.until(() -> {
			suspects.entrySet().retainAll(unread(clients).entrySet());
			return suspects.isEmpty();
		}, GRACE);
		return suspects;
	}

	/**
	 * Return the responses that nobody reads at the moment, with how often the
	 * application has asked for bytes of each.
	 */
	private static Map<Call, Integer> unread(Collection<ManagedClient> clients) {
		Map<Call, Integer> unread = new LinkedHashMap<>();
		for (ManagedClient client : clients) {
			for (Call call : client.calls().activeCalls().holding()) {
				Holder holder = Holder.of(call.lease());
				if (holder.phase() == Phase.UNREAD && !holder.leaked()) {
					unread.put(call, holder.asks());
				}
			}
		}
		return unread;
	}

}
