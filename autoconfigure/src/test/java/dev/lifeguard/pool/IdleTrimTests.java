package dev.lifeguard.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IdleTrim}.
 */
class IdleTrimTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private long now;

	private final Sockets sockets = new Sockets(new PoolSettings(100, 100, PoolSettings.DEFAULT_MAX_IDLE_TIME,
			PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL), () -> this.now,
			new SocketListener() {
			});

	private final List<EmbeddedChannel> channels = new ArrayList<>();

	private final IdleTrim trim = new IdleTrim(this.sockets, 0);

	@Test
	void whatNoCallHasUsedForASecondIsClosed() {
		useOneAfterTheOther(20);
		pass(SECOND / 2);
		assertThat(this.sockets.open()).isEqualTo(20);
		pass(SECOND / 2);
		assertThat(this.sockets.open()).isEqualTo(3);
	}

	@Test
	void oneConnectionToEachOfManyRemotesIsKeptWhileTheyAreCalled() {
		for (int turn = 0; turn < 30; turn++) {
			useOneAfterTheOther(20);
			pass(SECOND / 2);
		}
		assertThat(this.sockets.open()).isEqualTo(20);
	}

	private void useOneAfterTheOther(int remotes) {
		for (int remote = this.channels.size(); remote < remotes; remote++) {
			EmbeddedChannel channel = new EmbeddedChannel();
			this.sockets.opened(channel, "remote-" + remote + ":80");
			this.channels.add(channel);
		}
		this.channels.stream().map(PooledSocket::beneath).forEach((socket) -> {
			socket.used();
			socket.released();
		});
	}

	private void pass(long nanos) {
		this.now += nanos;
		this.trim.run();
		this.channels.forEach(EmbeddedChannel::runPendingTasks);
	}

}
