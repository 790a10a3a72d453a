package dev.lifeguard.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.call.TestConnect;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Listeners;
import dev.lifeguard.pool.EvictionReason;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.RetryListener;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of {@link Counters}.
 */
class CountersTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final List<Object> told = new ArrayList<>();

	private final Listeners<LeaseListener> leases = new Listeners<>(CountersTests::unexpected);

	private final Listeners<SocketListener> sockets = new Listeners<>(CountersTests::unexpected);

	private final Listeners<RetryListener> retries = new Listeners<>(CountersTests::unexpected);

	private final Counters counters = new Counters(this.leases, this.sockets, this.retries);

	CountersTests() {
		this.leases.add(new LeaseTold());
		this.sockets.add(new SocketTold());
		this.retries
			.add((attempt, decision, observation) -> this.told.add("retry " + decision.outcome() + observation));
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void whatNeverHappenedIsLeftOut() {
		assertThat(this.counters.counts()).containsExactly(entry("granted", 0L), entry("leaked", 0L),
				entry("stale", 0L));
	}

	@Test
	void leasesAreCountedAndTold() {
		Lease lease = TestConnect.of(this.client).call().lease();
		Leak leak = new Leak("a:80", "GET", LeakProof.COLLECTED, Duration.ZERO, null);
		this.counters.remoteSeen("a:80");
		this.counters.granted(lease);
		this.counters.granted(lease);
		this.counters.ended(lease);
		this.counters.leaked(leak);
		this.counters.refused(lease);
		assertThat(this.counters.counts()).containsEntry("granted", 2L).containsEntry("leaked", 1L);
		assertThat(this.told).containsExactly("seen a:80", lease, lease, "ended", leak, "refused");
	}

	@Test
	void refusalsAreCountedByReason() {
		TestConnect.of(this.client);
		TestConnect.of(this.client);
		this.client.close();
		PoolExhaustedException failure = (PoolExhaustedException) TestConnect.of(this.client).told().get(0);
		this.counters.exhausted(failure);
		assertThat(this.counters.counts()).containsEntry("refused.SHUT_DOWN", 1L).hasSize(4);
		assertThat(this.told).containsExactly(failure);
	}

	@Test
	void socketsAreCountedByReason() {
		this.counters.evicted("a:80", EvictionReason.IDLE);
		this.counters.evicted("a:80", EvictionReason.IDLE);
		this.counters.evicted("b:80", EvictionReason.PEER);
		this.counters.stale("c:80");
		assertThat(this.counters.counts()).containsEntry("evicted.IDLE", 2L)
			.containsEntry("evicted.PEER", 1L)
			.containsEntry("stale", 1L)
			.hasSize(5);
		assertThat(this.told).containsExactly("IDLE a:80", "IDLE a:80", "PEER b:80", "stale c:80");
	}

	@Test
	void retriesAreCountedByOutcome() {
		Attempt attempt = new Attempt(1, new Attempt.Request("GET", false, true), new Attempt.Answer(503));
		this.counters.decided(attempt, new Decision(Decision.Outcome.RETRIED, Duration.ZERO), " mine");
		this.counters.decided(attempt, new Decision(Decision.Outcome.BUDGET_DENIED, Duration.ZERO), null);
		assertThat(this.counters.counts()).containsEntry("retries.RETRIED", 1L)
			.containsEntry("retries.BUDGET_DENIED", 1L)
			.hasSize(5);
		assertThat(this.told).containsExactly("retry RETRIED mine", "retry BUDGET_DENIEDnull");
	}

	private static void unexpected(Throwable failure) {
		throw new AssertionError(failure);
	}

	private final class LeaseTold implements LeaseListener {

		@Override
		public void remoteSeen(String remote) {
			CountersTests.this.told.add("seen " + remote);
		}

		@Override
		public void granted(Lease lease) {
			CountersTests.this.told.add(lease);
		}

		@Override
		public void ended(Lease lease) {
			CountersTests.this.told.add("ended");
		}

		@Override
		public void leaked(Leak leak) {
			CountersTests.this.told.add(leak);
		}

		@Override
		public void exhausted(PoolExhaustedException failure) {
			CountersTests.this.told.add(failure);
		}

		@Override
		public void refused(Lease lease) {
			CountersTests.this.told.add("refused");
		}

	}

	private final class SocketTold implements SocketListener {

		@Override
		public void evicted(String remote, EvictionReason reason) {
			CountersTests.this.told.add(reason + " " + remote);
		}

		@Override
		public void stale(String remote) {
			CountersTests.this.told.add("stale " + remote);
		}

	}

}
