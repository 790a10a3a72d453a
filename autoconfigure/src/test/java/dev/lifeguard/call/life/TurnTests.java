package dev.lifeguard.call.life;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Turn}.
 */
class TurnTests {

	private static final long SECOND = 1_000_000_000L;

	private final AtomicLong now = new AtomicLong(7);

	private final AtomicBoolean reads = new AtomicBoolean(true);

	private final Turn turn = new Turn(this.now::get, this.reads::get, 10 * SECOND);

	@Test
	void isTheApplicationsWhileTheConnectionReadsNothing() {
		assertThat(this.turn.isApplications()).isFalse();
		this.reads.set(false);
		assertThat(this.turn.isApplications()).isTrue();
	}

	@Test
	void isQuietSinceItsCallGotTheConnection() {
		this.now.addAndGet(5);
		this.turn.begins(7);
		assertThat(this.turn.isSending()).isTrue();
		assertThat(this.turn.quietSince()).isEqualTo(7);
		assertThat(this.turn.quietNanos()).isEqualTo(5);
	}

	@Test
	void thePeersTimeBeginsWhenTheRequestWasSent() {
		this.turn.begins(7);
		this.now.addAndGet(5);
		this.turn.sent();
		assertThat(this.turn.isSending()).isFalse();
		assertThat(this.turn.quietNanos()).isZero();
	}

	@Test
	void whatMovesEndsTheQuiet() {
		this.turn.begins(7);
		this.now.addAndGet(5);
		this.turn.moved();
		this.now.addAndGet(2);
		assertThat(this.turn.quietNanos()).isEqualTo(2);
	}

	@Test
	void anotherAskEndsTheQuietAndTheSameOneDoesNot() {
		this.turn.begins(7);
		this.now.addAndGet(5);
		this.turn.asked(1);
		assertThat(this.turn.quietNanos()).isZero();
		this.now.addAndGet(5);
		this.turn.asked(1);
		assertThat(this.turn.quietNanos()).isEqualTo(5);
	}

	@Test
	void anotherPieceEndsTheQuietAndTheSameOneDoesNot() {
		this.turn.begins(7);
		this.now.addAndGet(5);
		this.turn.wrote(1);
		assertThat(this.turn.quietNanos()).isZero();
		this.now.addAndGet(5);
		this.turn.wrote(1);
		assertThat(this.turn.quietNanos()).isEqualTo(5);
	}

	@Test
	void theNextRequestCountsFromNothing() {
		this.turn.begins(7);
		this.turn.asked(3);
		this.turn.wrote(3);
		this.turn.begins(7);
		this.now.addAndGet(5);
		this.turn.asked(0);
		this.turn.wrote(0);
		assertThat(this.turn.quietNanos()).isEqualTo(5);
	}

	@Test
	void isUnreadWhenNobodyAskedForASecond() {
		this.turn.begins(7);
		this.reads.set(false);
		this.now.addAndGet(SECOND - 1);
		assertThat(this.turn.isUnread(0)).isFalse();
		this.now.addAndGet(1);
		assertThat(this.turn.isUnread(0)).isTrue();
		assertThat(this.turn.isUnread(1)).isFalse();
	}

	@Test
	void isUnreadEarlierIfItIsLookedAtMoreOften() {
		Turn often = new Turn(this.now::get, () -> false, 10);
		often.begins(7);
		this.now.addAndGet(9);
		assertThat(often.isUnread(0)).isFalse();
		this.now.addAndGet(1);
		assertThat(often.isUnread(0)).isTrue();
	}

	@Test
	void isNotUnreadWhileThePeerIsWaitedFor() {
		this.turn.begins(7);
		this.now.addAndGet(2 * SECOND);
		assertThat(this.turn.isUnread(0)).isFalse();
	}

}
