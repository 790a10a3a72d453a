package dev.lifeguard.call;

import dev.lifeguard.pool.Bound;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Abandoned}.
 */
class AbandonedTests {

	private final Sockets sockets = new Sockets(new PoolSettings(2, 2, PoolSettings.DEFAULT_MAX_IDLE_TIME,
			PoolSettings.DEFAULT_MAX_LIFE_TIME, PoolSettings.DEFAULT_EVICT_INTERVAL), System::nanoTime,
			SocketListener.NONE);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final User call = new User();

	@Test
	void connectionThatNobodyHasIsClosedOnItsLoop() {
		Abandoned.close(this.connection, this.call);
		assertThat(this.connection.isOpen()).isTrue();
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isFalse();
	}

	@Test
	void connectionOfTheCallItselfIsClosed() {
		this.call.takeOver(this.connection);
		assertThat(isClosed()).isTrue();
	}

	@Test
	void connectionThatSomebodyElseHasStaysOpen() {
		new User().takeOver(this.connection);
		assertThat(isClosed()).isFalse();
	}

	@Test
	void idleSocketIsClosed() {
		this.sockets.opened(this.connection, "a:80");
		assertThat(isClosed()).isTrue();
	}

	@Test
	void socketThatServesOthersStaysOpen() {
		this.sockets.opened(this.connection, "a:80");
		PooledSocket.beneath(this.connection).used();
		assertThat(isClosed()).isFalse();
	}

	private boolean isClosed() {
		Abandoned.close(this.connection, this.call);
		this.connection.runPendingTasks();
		return !this.connection.isOpen();
	}

	private static final class User extends Bound {

		@Override
		protected void unbound(Channel channel) {
			// not of interest here
		}

	}

}
