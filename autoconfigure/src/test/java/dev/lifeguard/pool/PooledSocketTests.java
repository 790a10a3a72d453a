package dev.lifeguard.pool;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PooledSocket}.
 */
class PooledSocketTests {

	private static final Duration LIFE = Duration.ofMinutes(5);

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final Sockets sockets = new Sockets(new PoolSettings(2, 2, Duration.ofSeconds(30), LIFE, SECOND),
			this.clock, SocketListener.NONE);

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final PooledSocket socket = new PooledSocket(this.sockets, this.channel, "a:80", new RemoteKeepAlive(),
			LIFE.toNanos());

	@Test
	void socketIsFoundBeneathItsChannelAndItsStreams() {
		EmbeddedChannel stream = new EmbeddedChannel(this.channel, DefaultChannelId.newInstance(), true, false);
		assertThat(PooledSocket.beneath(this.channel)).isSameAs(this.socket);
		assertThat(PooledSocket.beneath(stream)).isSameAs(this.socket);
		assertThat(PooledSocket.beneath(new EmbeddedChannel())).isNull();
	}

	@Test
	void secondCallReusesIt() {
		assertThat(this.socket.isIdle()).isTrue();
		this.socket.used();
		assertThat(this.socket.isReused()).isFalse();
		assertThat(this.socket.isIdle()).isFalse();
		this.socket.released();
		assertThat(this.socket.isIdle()).isTrue();
		this.socket.used();
		assertThat(this.socket.isReused()).isTrue();
	}

	@Test
	void severalStreamsShareIt() {
		this.socket.used();
		assertThat(this.socket.isShared()).isFalse();
		this.socket.used();
		assertThat(this.socket.isShared()).isTrue();
		this.socket.released();
		assertThat(this.socket.isIdle()).isFalse();
		assertThat(this.sockets.takePeak()).isOne();
	}

	@Test
	void idleTimeBeginsWithTheLastCallsEndAndAgeDoesNot() {
		this.clock.advance(SECOND);
		this.socket.used();
		this.socket.released();
		this.clock.advance(SECOND.multipliedBy(2));
		assertThat(this.socket.idleNanos()).isEqualTo(SECOND.multipliedBy(2).toNanos());
		assertThat(this.socket.ageNanos()).isEqualTo(SECOND.multipliedBy(3).toNanos());
	}

	@Test
	void whoClosedItFirstIsRemembered() {
		assertThat(this.socket.isLost()).isFalse();
		this.socket.closing();
		this.socket.lost();
		assertThat(this.socket.isLost()).isFalse();
		assertThat(this.socket.isClosedByUs()).isTrue();
	}

	@Test
	void peerThatClosedFirstIsRemembered() {
		this.socket.lost();
		this.socket.closing();
		assertThat(this.socket.isLost()).isTrue();
		assertThat(this.socket.isClosedByUs()).isFalse();
	}

	@Test
	void closeOfWhatIsClosedAlreadyIsNotOurs() {
		this.channel.close();
		this.socket.closing();
		assertThat(this.socket.isClosedByUs()).isFalse();
		assertThat(this.socket.isLost()).isTrue();
	}

	@Test
	void socketIsUnfitAtTheEndOfItsLife() {
		this.clock.advance(LIFE.minusNanos(1));
		assertThat(this.socket.unfit()).isNull();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.socket.unfit()).isEqualTo(EvictionReason.LIFE_TIME);
	}

	@Test
	void socketIsUnfitOnceItsPeerHasProbablyClosedIt() {
		this.socket.keepAlive("timeout=5");
		this.clock.advance(SECOND.multipliedBy(4).minusNanos(1));
		assertThat(this.socket.unfit()).isNull();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.socket.unfit()).isEqualTo(EvictionReason.KEEP_ALIVE);
		this.socket.used();
		assertThat(this.socket.unfit()).isNull();
	}

	@Test
	void socketThatItsPeerGivesUpIsUnfitAtOnce() {
		this.socket.keepAlive("timeout=5, max=0");
		assertThat(this.socket.unfit()).isEqualTo(EvictionReason.KEEP_ALIVE);
	}

	@Test
	void firstMarkStays() {
		this.socket.strayBytes();
		this.socket.mark(EvictionReason.IDLE);
		assertThat(this.socket.unfit()).isEqualTo(EvictionReason.STRAY);
		assertThat(this.socket.hasStrayBytes()).isTrue();
	}

	@Test
	void suspicionMayBeTakenBack() {
		this.socket.suspect(true);
		this.socket.mark(EvictionReason.SILENT);
		assertThat(this.socket.unfit()).isEqualTo(EvictionReason.SILENT);
		assertThat(this.socket.isSilent()).isFalse();
		this.socket.suspect(false);
		assertThat(this.socket.unfit()).isNull();
	}

	@Test
	void silenceIsFinal() {
		this.socket.strayBytes();
		this.socket.silent();
		assertThat(this.socket.isSilent()).isTrue();
		assertThat(this.socket.unfit()).isEqualTo(EvictionReason.SILENT);
	}

	@Test
	void deathIsNewsOnce() {
		assertThat(this.socket.foundDead()).isTrue();
		assertThat(this.socket.foundDead()).isFalse();
	}

	@Test
	void idleSocketIsClosedOnItsLoop() {
		this.socket.closeIfIdle(EvictionReason.OPERATOR);
		assertThat(this.socket.marked()).isEqualTo(EvictionReason.OPERATOR);
		assertThat(this.socket.isOpen()).isTrue();
		this.channel.runPendingTasks();
		assertThat(this.socket.isOpen()).isFalse();
	}

	@Test
	void socketThatIsUsedMeanwhileStaysOpen() {
		this.socket.closeIfIdle(EvictionReason.OPERATOR);
		this.socket.used();
		this.channel.runPendingTasks();
		assertThat(this.socket.isOpen()).isTrue();
	}

}
