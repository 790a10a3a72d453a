package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.call.life.Stage;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.time.Deadline;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link Call}.
 */
class CallTests {

	private static final URI HERE = URI.create("http://localhost:1/");

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final TestConnect connect = TestConnect.of(this.client);

	private final Call call = this.connect.call();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callThatHasNotBegunHasNeitherALeaseNorAResponse() {
		Call before = this.client.call("GET", HERE, null, null);
		assertThatIllegalStateException().isThrownBy(before::lease);
		assertThatIllegalStateException().isThrownBy(() -> before.handOver(new Object(), () -> {
		}));
	}

	@Test
	void whatWasLeftBehindIsGivenBackOnlyBeforeAWaitAndOnce() {
		AtomicInteger released = new AtomicInteger();
		this.call.beforeWaiting(released::incrementAndGet);
		this.call.asks(true);
		this.call.asks(true);
		assertThat(released).hasValue(1);
		Call quick = this.client.call("GET", HERE, null, null);
		quick.beforeWaiting(released::incrementAndGet);
		quick.asks(false);
		assertThat(released).hasValue(1);
	}

	@Test
	void onlyTheNameOfTheSocketThatIsBeingConnectedIsAwaited() {
		this.call.opening(this.connection);
		this.call.nameIsAskedFor(new EmbeddedChannel());
		assertThat(this.call.lease().phase()).isEqualTo(Phase.CONNECTING);
		this.call.nameIsAskedFor(this.connection);
		assertThat(this.call.lease().phase()).isEqualTo(Phase.NAME);
		this.call.nameIsKnown(this.connection);
		assertThat(this.call.lease().phase()).isEqualTo(Phase.CONNECTING);
	}

	@Test
	void connectionThatComesTooLateIsClosed() {
		this.connect.cancel();
		this.connect.bind(this.connection);
		assertThat(this.connection.isOpen()).isFalse();
		assertThat(Call.boundTo(this.connection)).isNull();
		assertThat(this.call.channel()).isNull();
	}

	@Test
	void connectionThatIsLostBeforeItIsBoundIsNotTheCallsOwn() {
		this.connection.close();
		this.connect.bind(this.connection);
		assertThat(Call.boundTo(this.connection)).isNull();
		assertThat(this.call.life().stage()).isEqualTo(Stage.CONNECTING);
	}

	@Test
	void requestIsSentAgainIfItsKeptConnectionWasDeadAndTimeIsLeft() {
		loseKeptConnection(this.call);
		assertThat(this.call.sendsAgain()).isTrue();
		assertThat(this.call.life().stage()).isEqualTo(Stage.CONNECTING);
		Call late = TestConnect.of(this.client).call();
		loseKeptConnection(late);
		this.clock.advance(Duration.ofSeconds(31));
		assertThat(late.sendsAgain()).isFalse();
	}

	@Test
	void requestWhoseCallerIsGoneIsNotSentAgain() {
		loseKeptConnection(this.call);
		this.connect.cancel();
		assertThat(this.call.deadSocket()).isNull();
		assertThat(this.call.sendsAgain()).isFalse();
	}

	@Test
	void callThatIsStuckIsToldWhichLimitItPassed() {
		this.connect.bind(this.connection);
		this.call.stuck(CallTimeoutException.Phase.FIRST_BYTE, Duration.ofSeconds(4));
		assertThat(this.connect.told()).singleElement()
			.isInstanceOfSatisfying(CallTimeoutException.class,
					(failure) -> assertThat(failure.getLimit()).isEqualTo(Duration.ofSeconds(4)));
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isFalse();
		assertThat(this.call.outcome(Phase.BODY)).isEqualTo(Outcome.timedOut(Phase.SENDING, 0));
	}

	@Test
	void restOfAResponseHasATenthOfASecond() {
		respond();
		this.call.abortSoon();
		pass(Duration.ofMillis(99));
		assertThat(this.connection.isOpen()).isTrue();
		pass(Duration.ofMillis(1));
		assertThat(this.connection.isOpen()).isFalse();
	}

	@Test
	void endIsAnnouncedAfterWhatTheLoopDoesNow() {
		AtomicInteger announced = new AtomicInteger();
		this.call.afterRelease(announced::incrementAndGet);
		assertThat(announced).hasValue(1);
		this.connect.bind(this.connection);
		this.call.afterRelease(announced::incrementAndGet);
		assertThat(announced).hasValue(1);
		this.connection.runPendingTasks();
		assertThat(announced).hasValue(2);
	}

	@Test
	void closedClientEndsCallsThatNothingElseWouldEnd() {
		this.call.closeWithClient();
		assertThat(this.connect.told()).isEmpty();
		TestConnect endless = TestConnect.of(new CallAttempts(this.client.calls(), null, 0, Deadline.none())
			.beginOnly("GET", HERE, Priority.NORMAL, null));
		endless.call().endIfEndless();
		assertThat(endless.told()).isEmpty();
		endless.call().closeWithClient();
		assertThat(endless.told()).singleElement().asString().contains("the client is shut down");
	}

	private void respond() {
		this.connect.bind(this.connection);
		this.connect.responded(Connection.from(this.connection));
	}

	private void loseKeptConnection(Call call) {
		EmbeddedChannel kept = new EmbeddedChannel();
		new Sockets(this.client.settings().pool(), this.clock, SocketListener.NONE).opened(kept, "localhost:1");
		PooledSocket socket = PooledSocket.beneath(kept);
		assertThat(socket).isNotNull();
		socket.used();
		socket.released();
		socket.used();
		call.bind(kept);
		socket.lost();
	}

	private void pass(Duration time) {
		this.clock.advance(time);
		this.timer.runDue();
		this.connection.runPendingTasks();
	}

}
