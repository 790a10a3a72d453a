package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.call.TestConnect;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.time.Deadline;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link GracefulClose}.
 */
class GracefulCloseTests {

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private static final Duration MOMENT = Duration.ofMillis(20);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final AtomicInteger closed = new AtomicInteger();

	@Test
	void clientWithoutCallsIsClosedAtOnce() {
		closeGracefully();
		assertThat(this.closed).hasValue(1);
		assertThat(TestConnect.of(this.client).told()).singleElement().isInstanceOf(PoolExhaustedException.class);
	}

	@Test
	void callUnderWayIsWaitedFor() {
		TestConnect call = TestConnect.of(this.client);
		closeGracefully();
		pass(MOMENT);
		assertThat(this.closed).hasValue(0);
		call.cancel();
		assertThat(this.closed).hasValue(0);
		pass(MOMENT);
		assertThat(this.closed).hasValue(1);
		pass(MOMENT);
		assertThat(this.closed).hasValue(1);
	}

	@Test
	void newCallsAreRefusedMeanwhile() {
		TestConnect call = TestConnect.of(this.client);
		closeGracefully();
		assertThat(TestConnect.of(this.client).told()).singleElement().isInstanceOf(PoolExhaustedException.class);
		call.cancel();
	}

	@Test
	void callInTheQueueIsWaitedForAsWell() {
		TestConnect first = TestConnect.of(this.client);
		TestConnect second = TestConnect.of(this.client);
		TestConnect waiting = TestConnect.of(this.client);
		closeGracefully();
		first.cancel();
		second.cancel();
		assertThat(this.client.holders()).hasSize(1);
		pass(MOMENT);
		assertThat(this.closed).hasValue(0);
		waiting.cancel();
		pass(MOMENT);
		assertThat(this.closed).hasValue(1);
	}

	@Test
	void callBetweenTwoAttemptsIsWaitedFor() {
		CallAttempts attempts = this.client.attempts(null);
		TestConnect.waits(attempts);
		closeGracefully();
		assertThat(this.closed).hasValue(0);
		TestConnect.waitsNoMore(attempts);
		pass(MOMENT);
		assertThat(this.closed).hasValue(1);
	}

	@Test
	void patienceHasAnEnd() {
		TestConnect.of(this.client);
		closeGracefully();
		pass(PATIENCE.minusNanos(1));
		assertThat(this.closed).hasValue(0);
		pass(MOMENT);
		assertThat(this.closed).hasValue(1);
	}

	@Test
	void responseThatWouldNeverEndIsEnded() {
		CallAttempts attempts = new CallAttempts(this.client.calls(), null, 0, Deadline.none());
		TestConnect call = TestConnect
			.of(attempts.beginOnly("GET", URI.create("http://localhost:1/"), Priority.NORMAL, null));
		EmbeddedChannel connection = new EmbeddedChannel();
		call.bind(connection);
		closeGracefully();
		connection.runPendingTasks();
		assertThat(connection.isOpen()).isTrue();
		call.responded(Connection.from(connection));
		pass(MOMENT);
		connection.runPendingTasks();
		assertThat(connection.isOpen()).isFalse();
	}

	private void closeGracefully() {
		this.client.closeGracefully(PATIENCE, this.closed::incrementAndGet);
	}

	private void pass(Duration time) {
		this.clock.advance(time);
		this.timer.runDue();
	}

}
