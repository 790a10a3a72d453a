package dev.lifeguard.test;

import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.leak.CallSite;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseCallback;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Outcome.Kind;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.transport.Target;
import org.jspecify.annotations.Nullable;

/**
 * Holder of every permit of a client: of those that are free now, and of those that calls
 * give back, before anybody else gets them.
 */
final class Occupation implements LeaseListener {

	private static final Target NOWHERE = new Target("nowhere", 80);

	private final ManagedClient client;

	private final Target target;

	private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

	private volatile boolean over = true;

	Occupation(ManagedClient client) {
		this.client = client;
		String baseUrl = client.settings().baseUrl();
		this.target = (baseUrl != null) ? Target.of(URI.create(baseUrl)) : NOWHERE;
		client.listen(this);
	}

	void begin() {
		this.over = false;
		takeAll();
	}

	int count() {
		return this.leases.size();
	}

	void end() {
		this.over = true;
		this.leases.forEach((lease) -> lease.end(Outcome.of(Kind.CANCELLED, 0)));
		this.leases.clear();
	}

	@Override
	public void ended(Lease lease) {
		takeAll();
	}

	private void takeAll() {
		boolean more = true;
		while (more && !this.over) {
			more = take();
		}
	}

	private boolean take() {
		Lease lease = this.client.calls()
			.gate()
			.lease(this.target.host(), this.target.port(), () -> Long.MAX_VALUE, new Indifferent());
		lease.heldBy(new OnPurpose());
		// whoever asks where there is nothing takes a place in the queue
		if (!lease.mayHaveToWait()) {
			lease.acquire();
		}
		if (!lease.isHeld()) {
			lease.cancel();
			return false;
		}
		this.leases.add(lease);
		lease.enter(Phase.FIRST_BYTE, this.client.calls().nanoClock().getAsLong());
		if (this.over) {
			lease.end(Outcome.of(Kind.CANCELLED, 0));
		}
		return true;
	}

	/**
	 * Callback that looks at its lease instead.
	 */
	private static final class Indifferent implements LeaseCallback {

		@Override
		public void granted() {
		}

		@Override
		public void refused(Reason reason) {
		}

	}

	/**
	 * What is shown of a permit that no call has.
	 */
	private static final class OnPurpose implements LeaseHolder {

		@Override
		public String method() {
			return "(held by a test)";
		}

		@Override
		public @Nullable String uriTemplate() {
			return null;
		}

		@Override
		public Priority priority() {
			return Priority.HIGH;
		}

		@Override
		public boolean isRetry() {
			return false;
		}

		@Override
		public Phase phase(Phase known) {
			return known;
		}

		@Override
		public long quietNanos() {
			return -1;
		}

		@Override
		public int asks() {
			return 0;
		}

		@Override
		public long sinceAskNanos() {
			return -1;
		}

		@Override
		public boolean isNesting() {
			return false;
		}

		@Override
		public boolean isLeaked() {
			return false;
		}

		@Override
		public boolean isOnBlockedLoop() {
			return false;
		}

		@Override
		public @Nullable CallSite site() {
			return null;
		}

	}

}
