package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.pool.Bound;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.time.WaitTimer;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link DeadlineWatch}.
 */
class DeadlineWatchTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final DeadlineWatch watch = watch(this.timer);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callIsEndedAtItsDeadlineAndNotBefore() {
		TestConnect connect = begin(SECOND);
		pass(SECOND.minusNanos(1));
		assertThat(connect.told()).isEmpty();
		pass(Duration.ofNanos(1));
		assertThat(connect.told()).singleElement().isInstanceOf(CallTimeoutException.class);
		assertThat(this.timer.size()).isEqualTo(1);
		pass(SECOND);
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void oneLookServesManyCalls() {
		begin(SECOND);
		begin(SECOND.multipliedBy(2));
		assertThat(this.timer.size()).isOne();
		assertThat(this.timer.firstDelay()).isEqualTo(SECOND);
	}

	@Test
	void earlierDeadlineIsLookedForEarlier() {
		begin(SECOND.multipliedBy(2));
		TestConnect early = begin(SECOND);
		assertThat(this.timer.firstDelay()).isEqualTo(SECOND);
		pass(SECOND);
		assertThat(early.told()).hasSize(1);
	}

	@Test
	void lookFindsOutWhenTheNextOneIsDue() {
		begin(SECOND).call().cancelled();
		TestConnect later = begin(SECOND.multipliedBy(3));
		pass(SECOND);
		assertThat(this.timer.firstDelay()).isEqualTo(SECOND.multipliedBy(2));
		pass(SECOND.multipliedBy(2));
		assertThat(later.told()).hasSize(1);
	}

	@Test
	void callWithoutADeadlineIsNotLookedFor() {
		begin(Duration.ZERO);
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void connectionThatDoesNotCloseIsToldAgainInASecond() {
		TestConnect connect = begin(SECOND);
		EmbeddedChannel stuck = new EmbeddedChannel();
		connect.call().bind(stuck);
		pass(SECOND);
		assertThat(connect.told()).hasSize(1);
		assertThat(this.client.holders()).hasSize(1);
		assertThat(this.timer.firstDelay()).isEqualTo(SECOND);
		Bound.unbind(stuck);
		assertThat(this.client.holders()).isEmpty();
		pass(SECOND);
		assertThat(this.timer.size()).isZero();
	}

	@Test
	void callThatCannotBeEndedDoesNotKeepTheOthersFromIt() {
		Call broken = call(SECOND);
		broken.begin(new ThrowingConnect(broken)).acquire();
		this.watch.watch(broken.deadline());
		TestConnect other = begin(SECOND);
		pass(SECOND);
		assertThat(other.told()).hasSize(1);
	}

	@Test
	void lookThatCouldNotBeScheduledIsNotInTheWayOfTheNextOne() {
		List<Runnable> scheduled = new ArrayList<>();
		WaitTimer failing = (task, delay) -> {
			scheduled.add(task);
			if (scheduled.size() == 1) {
				throw new IllegalStateException("no thread");
			}
			return () -> {
			};
		};
		DeadlineWatch watch = watch(failing);
		Deadline deadline = Deadline.after(SECOND, this.clock);
		assertThatIllegalStateException().isThrownBy(() -> watch.watch(deadline));
		watch.watch(deadline);
		assertThat(scheduled).hasSize(2);
	}

	private DeadlineWatch watch(WaitTimer timer) {
		return new DeadlineWatch(this.client.calls().activeCalls(), timer, this.clock);
	}

	private TestConnect begin(Duration time) {
		TestConnect connect = TestConnect.of(call(time));
		this.watch.watch(connect.call().deadline());
		return connect;
	}

	private Call call(Duration time) {
		return new CallAttempts(this.client.calls(), null, this.clock.getAsLong(), Deadline.after(time, this.clock))
			.beginOnly("GET", URI.create("http://localhost:1/"), Priority.NORMAL, null);
	}

	private void pass(Duration time) {
		this.clock.advance(time);
		this.timer.runDue();
	}

	private static final class ThrowingConnect implements PendingConnect {

		private final Call call;

		ThrowingConnect(Call call) {
			this.call = call;
		}

		@Override
		public void granted() {
			this.call.granted();
		}

		@Override
		public void refused(Reason reason) {
			throw new AssertionError(reason);
		}

		@Override
		public void cancelTransport() {
			throw new IllegalStateException("on purpose");
		}

		@Override
		public void tellAfterRelease(Throwable failure, @Nullable EventLoop loop) {
			throw new AssertionError(failure);
		}

	}

}
