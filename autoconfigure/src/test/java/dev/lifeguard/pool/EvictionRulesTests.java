package dev.lifeguard.pool;

import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.resources.ConnectionProvider.ConnectionMetadata;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link EvictionRules}.
 */
class EvictionRulesTests {

	private static final Duration MAX_IDLE = Duration.ofSeconds(30);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final PoolSettings settings = new PoolSettings(2, 2, MAX_IDLE, Duration.ofMinutes(5),
			Duration.ofSeconds(10));

	private final Sockets sockets = new Sockets(this.settings, this.clock, SocketListener.NONE);

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final Connection connection = Connection.from(this.channel);

	private boolean unwanted;

	private final EvictionRules rules = new EvictionRules(this.settings, (connection, metadata) -> this.unwanted);

	EvictionRulesTests() {
		this.sockets.opened(this.channel, "a:80");
	}

	@Test
	void connectionThatNothingSpeaksAgainstIsKept() {
		assertThat(this.rules.test(this.connection, idle(MAX_IDLE.toMillis() - 1))).isFalse();
		assertThat(marked()).isNull();
	}

	@Test
	void connectionThatIsIdleForTooLongGoes() {
		assertThat(this.rules.test(this.connection, idle(MAX_IDLE.toMillis()))).isTrue();
		assertThat(marked()).isEqualTo(EvictionReason.IDLE);
	}

	@Test
	void connectionThatIsUnfitGoesForThatReason() {
		this.clock.advance(Duration.ofMinutes(6));
		this.unwanted = true;
		assertThat(this.rules.test(this.connection, idle(MAX_IDLE.toMillis()))).isTrue();
		assertThat(marked()).isEqualTo(EvictionReason.LIFE_TIME);
	}

	@Test
	void ruleOfTheApplicationCounts() {
		this.unwanted = true;
		assertThat(this.rules.test(this.connection, idle(0))).isTrue();
		assertThat(marked()).isEqualTo(EvictionReason.RULE);
	}

	@Test
	void connectionThatIsClosedGoesWithoutAReason() {
		PooledSocket socket = PooledSocket.beneath(this.channel);
		this.channel.close();
		assertThat(this.rules.test(this.connection, idle(0))).isTrue();
		assertThat(socket.marked()).isNull();
	}

	@Test
	void connectionThatThePeerWillCloseGoesWithoutAReason() {
		this.connection.markPersistent(false);
		assertThat(this.rules.test(this.connection, idle(0))).isTrue();
		assertThat(marked()).isNull();
	}

	@Test
	void suspicionAloneIsNoMark() {
		PooledSocket.beneath(this.channel).suspect(true);
		assertThat(this.rules.test(this.connection, idle(0))).isTrue();
		PooledSocket.beneath(this.channel).suspect(false);
		assertThat(this.rules.test(this.connection, idle(0))).isFalse();
	}

	@Test
	void connectionThatIsNoSocketOfOursHasTheOtherRules() {
		Connection foreign = Connection.from(new EmbeddedChannel());
		assertThat(this.rules.test(foreign, idle(0))).isFalse();
		assertThat(this.rules.test(foreign, idle(MAX_IDLE.toMillis()))).isTrue();
	}

	private EvictionReason marked() {
		return PooledSocket.beneath(this.channel).marked();
	}

	private static ConnectionMetadata idle(long millis) {
		return new ConnectionMetadata() {

			@Override
			public int acquireCount() {
				return 1;
			}

			@Override
			public long idleTime() {
				return millis;
			}

			@Override
			public long lifeTime() {
				return millis;
			}

			@Override
			public long releaseTimestamp() {
				return 0;
			}

			@Override
			public long allocationTimestamp() {
				return 0;
			}

		};
	}

}
