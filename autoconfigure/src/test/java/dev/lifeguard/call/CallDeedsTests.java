package dev.lifeguard.call;

import java.util.EnumSet;

import dev.lifeguard.call.life.CallEffect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallDeeds}.
 */
class CallDeedsTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final TestConnect connect = TestConnect.of(this.client);

	private final Call call = this.connect.call();

	private final EmbeddedChannel connection = new EmbeddedChannel();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callThatLeavesTheQueueMakesRoomInIt() {
		TestConnect.of(this.client);
		Call waiting = TestConnect.of(this.client).call();
		assertThat(this.client.snapshot().pending()).isOne();
		carryOut(waiting, CallEffect.LEAVE_QUEUE);
		assertThat(this.client.snapshot().pending()).isZero();
		assertThat(this.connect.cancelled()).isZero();
	}

	@Test
	void permitThatIsGivenBackIsTheNextCalls() {
		TestConnect.of(this.client);
		Call waiting = TestConnect.of(this.client).call();
		carryOut(this.call, CallEffect.GIVE_BACK);
		assertThat(this.call.lease().isHeld()).isFalse();
		assertThat(this.call.lease().outcome()).isNotNull();
		assertThat(waiting.lease().isHeld()).isTrue();
	}

	@Test
	void transportIsToldThatNoConnectionIsWantedWhileOneIsAwaited() {
		carryOut(this.call, CallEffect.CANCEL_CONNECT, CallEffect.TELL);
		assertThat(this.connect.cancelled()).isOne();
		carryOut(this.call, CallEffect.CANCEL_CONNECT);
		assertThat(this.connect.cancelled()).isOne();
	}

	@Test
	void transportIsToldThoughThePermitGoesBackAtOnce() {
		carryOut(this.call, CallEffect.CANCEL_CONNECT, CallEffect.GIVE_BACK);
		assertThat(this.connect.cancelled()).isOne();
		assertThat(this.call.connect()).isNull();
	}

	@Test
	void onlyTheSocketThatIsBeingConnectedIsAbandoned() {
		this.call.bind(this.connection);
		carryOut(this.call, CallEffect.ABANDON);
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isTrue();
		EmbeddedChannel next = new EmbeddedChannel();
		this.call.opening(next);
		carryOut(this.call, CallEffect.ABANDON);
		next.runPendingTasks();
		assertThat(next.isOpen()).isFalse();
	}

	@Test
	void connectionIsClosedUnlessAnotherCallHasItByNow() {
		this.call.bind(this.connection);
		TestConnect other = TestConnect.of(this.client);
		other.bind(this.connection);
		carryOut(this.call, CallEffect.CLOSE);
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isTrue();
		carryOut(other.call(), CallEffect.CLOSE);
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isFalse();
	}

	private static void carryOut(Call call, CallEffect first, CallEffect... others) {
		CallDeeds.carryOut(call, EnumSet.of(first, others));
	}

}
