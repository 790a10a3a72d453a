package dev.lifeguard.call;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.call.life.Turn;
import dev.lifeguard.call.life.Verdict;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.pool.Bound;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ResponseCustody}, of a call whose response has begun.
 */
class ResponseCustodyTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final AtomicInteger discarded = new AtomicInteger();

	private final Object response = new Object();

	private final Call call = respond();

	private final ResponseCustody custody = new ResponseCustody(this.call);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void asksOfTheApplicationAreKnown() {
		assertThat(this.custody.asks()).isZero();
		assertThat(this.custody.sinceAskNanos()).isEqualTo(-1);
		this.custody.begin(this.response, this.discarded::incrementAndGet).asked();
		this.clock.advance(Duration.ofNanos(7));
		assertThat(this.custody.asks()).isOne();
		assertThat(this.custody.sinceAskNanos()).isEqualTo(7);
	}

	@Test
	void restOfAResponseIsThrownAwayUnlessItHasAReader() {
		this.custody.discard();
		this.custody.begin(this.response, this.discarded::incrementAndGet);
		this.custody.discard();
		assertThat(this.discarded).hasValue(1);
		this.custody.begin(this.response, this.discarded::incrementAndGet).taken();
		this.custody.discard();
		assertThat(this.discarded).hasValue(1);
	}

	@Test
	void leakIsReportedOnceAndTheConnectionTakenBack() {
		assertThat(this.custody.isLeaked()).isFalse();
		this.custody.leaked(LeakProof.SHUT_DOWN);
		assertThat(this.custody.isLeaked()).isTrue();
		assertThat(this.client.counters()).containsEntry("leaked", 1L);
		this.custody.leaked(LeakProof.SHUT_DOWN);
		assertThat(this.client.counters()).containsEntry("leaked", 1L);
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isFalse();
		assertThat(this.call.life().verdict()).isEqualTo(Verdict.RECLAIMED);
	}

	@Test
	void responseThatIsReadByNowIsNotTakenBack() {
		Handover handover = this.custody.begin(this.response, this.discarded::incrementAndGet);
		this.client.listen(new LeaseListener() {

			@Override
			public void leaked(Leak leak) {
				handover.asked();
			}

		});
		this.custody.leaked(LeakProof.SHUT_DOWN);
		this.connection.runPendingTasks();
		assertThat(this.connection.isOpen()).isTrue();
	}

	@Test
	void responseThatWasDroppedUnreadIsALeakWhileItHoldsItsPermit() {
		assertThat(this.custody.collected()).isTrue();
		assertThat(this.custody.isLeaked()).isTrue();
	}

	@Test
	void responseThatWasDroppedAfterItHadArrivedIsNone() {
		Bound.unbind(this.connection);
		assertThat(this.custody.collected()).isFalse();
		assertThat(this.custody.isLeaked()).isFalse();
	}

	@Test
	void responseThatNobodyReadsIsLeakedWhenTheClientIsClosed() {
		put(false);
		this.clock.advance(Duration.ofSeconds(1));
		this.custody.lookAtEnd(this.connection);
		assertThat(this.custody.isLeaked()).isTrue();
	}

	@Test
	void responseThatIsReadIsNotLeakedWhenTheClientIsClosed() {
		put(true);
		this.clock.advance(Duration.ofSeconds(1));
		this.custody.lookAtEnd(this.connection);
		assertThat(this.custody.isLeaked()).isFalse();
	}

	@Test
	void connectionOfAnotherCallIsNotLookedAt() {
		put(false);
		this.clock.advance(Duration.ofSeconds(1));
		Bound.unbind(this.connection);
		this.custody.lookAtEnd(this.connection);
		assertThat(this.custody.isLeaked()).isFalse();
	}

	private void put(boolean reads) {
		Turn turn = new Turn(this.clock, () -> reads, Duration.ofSeconds(1).toNanos());
		turn.begins(this.clock.getAsLong());
		ChannelTurn.put(this.connection, turn);
	}

	private Call respond() {
		Call call = TestConnect.of(this.client).call();
		call.bind(this.connection);
		call.responded(Connection.from(this.connection));
		return call;
	}

}
