package dev.lifeguard.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

/**
 * Tests of {@link Sockets}.
 */
class SocketsTests {

	private static final Duration LIFE = Duration.ofMinutes(5);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final List<String> told = new ArrayList<>();

	private int most = Integer.MAX_VALUE;

	private final Sockets sockets = new Sockets(
			new PoolSettings(9, 9, Duration.ofSeconds(30), LIFE, Duration.ofSeconds(10)), this.clock,
			new SocketListener() {

				@Override
				public void evicted(String remote, EvictionReason reason) {
					SocketsTests.this.told.add(reason + " " + remote);
				}

				@Override
				public void stale(String remote) {
					SocketsTests.this.told.add("stale " + remote);
				}

			}, () -> this.most);

	private final EmbeddedChannel first = open("a:80");

	private final EmbeddedChannel second = open("a:80");

	private final EmbeddedChannel other = open("b:80");

	@Test
	void idleAndOpenSocketsAreCounted() {
		assertThat(this.sockets.open()).isEqualTo(3);
		assertThat(this.sockets.idle()).isEqualTo(3);
		socket(this.first).used();
		assertThat(this.sockets.idleByRemote()).containsExactly(entry("a:80", 1), entry("b:80", 1));
		this.other.close();
		assertThat(this.sockets.open()).isEqualTo(2);
		assertThat(this.sockets.idle()).isOne();
		assertThat(this.sockets.remotes()).containsExactlyInAnyOrder("a:80", "b:80");
	}

	@Test
	void closeByThePeerIsToldAndLearntFrom() {
		this.clock.advance(Duration.ofSeconds(20));
		this.first.close();
		this.second.close();
		open("a:80");
		EmbeddedChannel third = open("a:80");
		this.clock.advance(Duration.ofSeconds(20));
		third.close();
		assertThat(this.told).containsExactly("PEER a:80", "PEER a:80", "PEER a:80");
		assertThat(this.sockets.keptFor()).containsOnlyKeys("a:80");
		assertThat(this.sockets.keptFor().get("a:80").observed()).isEqualTo(Duration.ofSeconds(18));
	}

	@Test
	void closeByUsIsTheOperators() {
		socket(this.first).closing();
		this.first.close();
		assertThat(this.told).containsExactly("OPERATOR a:80");
		assertThat(this.sockets.keptFor()).isEmpty();
	}

	@Test
	void socketThatServesACallIsNotEvicted() {
		socket(this.first).used();
		this.first.close();
		assertThat(this.told).isEmpty();
		assertThat(this.sockets.takePeak()).isOne();
		assertThat(this.sockets.takePeak()).isZero();
	}

	@Test
	void silentSocketIsEvictedWithItsCalls() {
		socket(this.first).used();
		socket(this.first).silent();
		this.first.close();
		assertThat(this.told).containsExactly("SILENT a:80");
	}

	@Test
	void onlyIdleSocketsAreClosedOnDemand() {
		socket(this.first).used();
		assertThat(this.sockets.closeIdle(EvictionReason.OPERATOR)).isEqualTo(2);
		runLoops();
		assertThat(this.first.isOpen()).isTrue();
		assertThat(this.told).containsExactlyInAnyOrder("OPERATOR a:80", "OPERATOR b:80");
	}

	@Test
	void thoseThatWereUsedLastAreKept() {
		useLater(this.first);
		useLater(this.second);
		useLater(this.other);
		this.clock.advance(Duration.ofSeconds(5));
		this.sockets.closeSurplus(1, Duration.ofSeconds(6).toNanos());
		runLoops();
		assertThat(this.told).containsExactly("SURPLUS a:80", "SURPLUS a:80");
		assertThat(this.other.isOpen()).isTrue();
	}

	@Test
	void thoseThatWereUsedRecentlyAreNoSurplus() {
		useLater(this.first);
		useLater(this.second);
		this.sockets.closeSurplus(0, Duration.ofSeconds(1).toNanos());
		runLoops();
		assertThat(this.second.isOpen()).isTrue();
		assertThat(this.first.isOpen()).isFalse();
	}

	@Test
	void thoseThatAreBeingOpenedAreCountedUntilTheyAreClosed() {
		EmbeddedChannel connecting = new EmbeddedChannel();
		this.sockets.opening(connecting);
		assertThat(this.sockets.openOrOpening()).isEqualTo(4);
		assertThat(this.sockets.open()).isEqualTo(3);
		connecting.close();
		this.first.close();
		assertThat(this.sockets.openOrOpening()).isEqualTo(2);
	}

	@Test
	void idleSocketsBeyondTheMostAreClosedThoseUsedLastStay() {
		useLater(this.second);
		useLater(this.other);
		this.most = 2;
		this.sockets.closeTooMany();
		this.sockets.closeTooMany();
		runLoops();
		assertThat(this.told).containsExactly("LEASE a:80");
		assertThat(this.first.isOpen()).isFalse();
		assertThat(this.sockets.openOrOpening()).isEqualTo(2);
	}

	@Test
	void socketsInUseStayUntilTheirCallsEndAndThenAsManyAsThereMayBe() {
		List.of(this.first, this.second).forEach((channel) -> socket(channel).used());
		this.most = 1;
		this.sockets.closeTooMany();
		runLoops();
		assertThat(this.told).containsExactly("LEASE b:80");
		socket(this.first).released();
		assertThat(socket(this.first).unfit()).isEqualTo(EvictionReason.LEASE);
		this.first.close();
		socket(this.second).released();
		assertThat(socket(this.second).unfit()).isNull();
	}

	@Test
	void newSocketTakesThePlaceOfTheOneThatWasNotUsedForLongest() {
		useLater(this.first);
		useLater(this.second);
		this.most = 3;
		this.sockets.opening(new EmbeddedChannel());
		runLoops();
		assertThat(this.told).containsExactly("LEASE b:80");
	}

	/**
	 * What is being closed already is not too many once more.
	 */
	@Test
	void asManyAsThereMayBeStayHoweverOftenThatIsLookedAt() {
		useLater(this.other);
		this.most = 1;
		this.sockets.closeTooMany();
		assertThat(socket(this.other).unfit()).isNull();
		assertThat(socket(this.first).unfit()).isEqualTo(EvictionReason.LEASE);
	}

	@Test
	void deadSocketCastsDoubtOnItsIdleNeighbours() {
		socket(this.first).used();
		this.sockets.stale(socket(this.first));
		this.sockets.stale(socket(this.first));
		runLoops();
		assertThat(this.told).containsExactly("stale a:80", "STALE a:80");
		assertThat(this.second.isOpen()).isFalse();
		assertThat(this.other.isOpen()).isTrue();
		assertThat(this.first.isOpen()).isTrue();
	}

	@Test
	void silenceCastsDoubtOnThoseThatHaveNotWorkedSince() {
		useLater(this.first);
		long since = this.clock.getAsLong();
		useLater(this.second);
		socket(this.other).used();
		EmbeddedChannel silent = open("a:80");
		socket(silent).used();
		this.sockets.silent(socket(silent), since + 1);
		runLoops();
		assertThat(this.first.isOpen()).isFalse();
		assertThat(this.second.isOpen()).isTrue();
		assertThat(this.told).containsExactly("SUSPECT a:80");
	}

	@Test
	void socketsThatWereOpenedTogetherDoNotGoTogether() {
		List<PooledSocket> opened = new ArrayList<>();
		for (int number = 0; number < 50; number++) {
			opened.add(socket(open("c:80")));
		}
		this.clock.advance(LIFE.multipliedBy(9).dividedBy(10).minusNanos(1));
		assertThat(opened).allMatch((socket) -> socket.unfit() == null);
		this.clock.advance(LIFE.multipliedBy(7).dividedBy(100));
		assertThat(opened).anyMatch((socket) -> socket.unfit() != null);
		this.clock.advance(LIFE.multipliedBy(6).dividedBy(100));
		assertThat(opened).anyMatch((socket) -> socket.unfit() == null);
		this.clock.advance(LIFE.multipliedBy(7).dividedBy(100).plusNanos(1));
		assertThat(opened).allMatch((socket) -> socket.unfit() == EvictionReason.LIFE_TIME);
	}

	private void useLater(EmbeddedChannel channel) {
		this.clock.advance(Duration.ofSeconds(1));
		socket(channel).used();
		socket(channel).released();
	}

	private void runLoops() {
		this.first.runPendingTasks();
		this.second.runPendingTasks();
		this.other.runPendingTasks();
	}

	private EmbeddedChannel open(String remote) {
		EmbeddedChannel channel = new EmbeddedChannel();
		this.sockets.opening(channel);
		this.sockets.opened(channel, remote);
		return channel;
	}

	private static PooledSocket socket(EmbeddedChannel channel) {
		PooledSocket socket = PooledSocket.beneath(channel);
		assertThat(socket).isNotNull();
		return socket;
	}

}
