package dev.lifeguard.lease;

import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.GateSnapshot.RemoteLeases;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Remote} and of the numbers that a {@link GateSnapshot} takes from it.
 */
class RemoteTests {

	private final Remote remote = new Remote("a:80", () -> 3);

	private final Lease first = lease();

	private final Lease second = lease();

	private final Lease third = lease();

	@Test
	void callersWaitInTheOrderInWhichTheyCame() {
		add(this.first, this.second, this.third);
		assertThat(queue()).containsExactly(this.first, this.second, this.third);
		assertThat(this.remote.newest()).isSameAs(this.third);
		assertThat(this.remote.waiting()).isEqualTo(3);
	}

	@Test
	void callerInTheMiddleMayLeave() {
		add(this.first, this.second, this.third);
		this.remote.remove(this.second);
		assertThat(queue()).containsExactly(this.first, this.third);
		assertThat(this.third.older).isSameAs(this.first);
		assertThat(this.second.older).isNull();
		assertThat(this.second.newer).isNull();
		assertThat(this.remote.waiting()).isEqualTo(2);
	}

	@Test
	void callersAtTheEndsMayLeave() {
		add(this.first, this.second, this.third);
		this.remote.remove(this.first);
		assertThat(this.remote.oldest()).isSameAs(this.second);
		assertThat(this.second.older).isNull();
		this.remote.remove(this.third);
		assertThat(this.remote.newest()).isSameAs(this.second);
		this.remote.remove(this.second);
		assertThat(this.remote.oldest()).isNull();
		assertThat(this.remote.newest()).isNull();
		assertThat(this.remote.waiting()).isZero();
	}

	@Test
	void remoteInUseIsNotRetired() {
		assertThat(this.remote.tryUse()).isTrue();
		assertThat(this.remote.tryRetire()).isFalse();
		this.remote.endUse();
		assertThat(this.remote.tryRetire()).isTrue();
		assertThat(this.remote.tryUse()).isFalse();
		assertThat(this.remote.tryUse()).isFalse();
	}

	@Test
	void activeAreThoseWithAConnectionAndNeverMoreThanThePlaces() {
		this.remote.permits().tryTake();
		this.remote.permits().tryTake();
		assertThat(this.remote.active()).isZero();
		this.remote.connected();
		assertThat(this.remote.active()).isEqualTo(1);
		this.remote.connected();
		this.remote.permits().giveBack();
		assertThat(this.remote.active()).isEqualTo(1);
		this.remote.disconnected();
		this.remote.disconnected();
		this.remote.disconnected();
		assertThat(this.remote.active()).isZero();
	}

	@Test
	void snapshotAddsTheRemotesUp() {
		this.remote.permits().tryTake();
		this.remote.permits().tryTake();
		this.remote.connected();
		add(this.first);
		Remote other = new Remote("b:80", () -> 3);
		other.permits().tryTake();
		GateSnapshot gate = GateSnapshot.of(List.of(other, this.remote), 5, 1);
		assertThat(gate).isEqualTo(new GateSnapshot(5, 1, 2, 1, gate.remotes()));
		assertThat(gate.remotes()).containsEntry("a:80", new RemoteLeases(3, 1, 1, 1))
			.containsEntry("b:80", new RemoteLeases(3, 0, 1, 0))
			.hasSize(2);
		assertThat(gate.remotes().get("a:80").withIdle(7)).isEqualTo(new RemoteSnapshot(3, 1, 7, 1, 1));
	}

	private void add(Lease... leases) {
		for (Lease lease : leases) {
			this.remote.add(lease);
		}
	}

	private List<Lease> queue() {
		List<Lease> queue = new ArrayList<>();
		for (Lease lease = this.remote.oldest(); lease != null; lease = lease.newer) {
			queue.add(lease);
		}
		return queue;
	}

	@SuppressWarnings("NullAway")
	private Lease lease() {
		return new Lease(null, this.remote, () -> Long.MAX_VALUE, null, 0);
	}

}
