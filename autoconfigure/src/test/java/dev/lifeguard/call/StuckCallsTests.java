package dev.lifeguard.call;

import java.time.Duration;

import dev.lifeguard.call.life.Turn;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.time.TimeoutSettings;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.NettyPipeline;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StuckCalls}.
 */
class StuckCallsTests {

	private static final TimeoutSettings TIMEOUTS = TimeoutSettings.DEFAULTS;

	private static final Duration GRACE = Duration.ofSeconds(1);

	private static final Duration SETUP = TIMEOUTS.connect().plus(TIMEOUTS.tlsHandshake()).plus(TIMEOUTS.response());

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final StuckCalls stuckCalls = new StuckCalls(this.client.calls().activeCalls(), TIMEOUTS);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final TestConnect connect = TestConnect.of(this.client);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callWithoutAnAnswerIsEndedASecondAfterItsLimit() {
		this.connect.call().bind(this.connection);
		look(TIMEOUTS.response().plus(GRACE).minusNanos(1));
		assertThat(this.connect.told()).isEmpty();
		look(Duration.ofNanos(1));
		assertEnded(Phase.FIRST_BYTE, TIMEOUTS.response());
		assertThat(this.connect.cancelled()).isOne();
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isFalse();
	}

	@Test
	void connectionThatIsNeverReadyIsEndedASecondAfterAllItsLimits() {
		this.connect.call().opening(this.connection);
		look(SETUP.plus(GRACE).minusNanos(1));
		assertThat(this.connect.told()).isEmpty();
		look(Duration.ofNanos(1));
		assertEnded(Phase.CONNECT, SETUP);
	}

	@Test
	void whatMovesOnTheConnectionIsProgress() {
		this.connect.call().bind(this.connection);
		Turn turn = new Turn(this.clock, () -> true, GRACE.toNanos());
		ChannelTurn.put(this.connection, turn);
		turn.begins(this.clock.getAsLong());
		this.clock.advance(TIMEOUTS.response());
		turn.moved();
		look(TIMEOUTS.response());
		assertThat(this.connect.told()).isEmpty();
		look(GRACE);
		assertEnded(Phase.FIRST_BYTE, TIMEOUTS.response());
	}

	@Test
	void writerOfABodyHasItsTime() {
		this.connect.call().bind(this.connection);
		this.connect.call().writing(true);
		look(TIMEOUTS.response().multipliedBy(10));
		assertThat(this.connect.told()).isEmpty();
		this.connect.call().writing(false);
		look(Duration.ZERO);
		assertThat(this.connect.told()).hasSize(1);
	}

	@Test
	void limitOfTheRequestIsLeftAlone() {
		this.connect.call().bind(this.connection);
		this.connection.pipeline().addLast(NettyPipeline.ResponseTimeoutHandler, new ChannelDuplexHandler());
		look(TIMEOUTS.response().multipliedBy(10));
		assertThat(this.connect.told()).isEmpty();
	}

	@Test
	void callWithoutAConnectionIsNotStuck() {
		look(SETUP.multipliedBy(10));
		assertThat(this.connect.told()).isEmpty();
	}

	private void look(Duration after) {
		this.clock.advance(after);
		this.stuckCalls.look();
	}

	private void assertEnded(Phase phase, Duration limit) {
		assertThat(this.connect.told()).singleElement()
			.isInstanceOfSatisfying(CallTimeoutException.class, (failure) -> {
				assertThat(failure.getPhase()).isEqualTo(phase);
				assertThat(failure.getLimit()).isEqualTo(limit);
			});
	}

}
