package dev.lifeguard.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.lifeguard.diagnosis.PoolExaminer;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import io.netty.util.concurrent.DefaultEventExecutor;
import io.netty.util.concurrent.EventExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LoopProbes}.
 */
class LoopProbesTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final EventExecutor free = new DefaultEventExecutor();

	private final EventExecutor blocked = new DefaultEventExecutor();

	private final CountDownLatch over = new CountDownLatch(1);

	private boolean somebodyWaits = true;

	private final LoopProbes probes = new LoopProbes(new ClientResources(this.clock, this.timer, PoolExaminer::new),
			() -> List.of(this.free, this.blocked), () -> this.somebodyWaits);

	@AfterEach
	void stop() {
		this.over.countDown();
		this.free.shutdownGracefully();
		this.blocked.shutdownGracefully();
	}

	private void block() {
		this.blocked.execute(() -> {
			try {
				this.over.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	@Test
	void loopThatDoesNotAnswerIsBlocked() {
		block();
		this.probes.ask();
		this.free.submit(() -> {
		}).syncUninterruptibly();
		assertThat(this.probes.isBlocked(this.blocked)).as("it has a moment").isFalse();
		this.clock.advance(Duration.ofMillis(201));
		assertThat(this.probes.isBlocked(this.blocked)).isTrue();
		assertThat(this.probes.isBlocked(this.free)).isFalse();
		assertThat(this.probes.isBlocked(null)).as("a call without a loop waits for any").isTrue();
		this.over.countDown();
		this.blocked.submit(() -> {
		}).syncUninterruptibly();
		assertThat(this.probes.isBlocked(this.blocked)).isFalse();
	}

	@Test
	void loopIsAskedAgainForAsLongAsSomebodyWaits() {
		this.probes.ask();
		this.blocked.submit(() -> {
		}).syncUninterruptibly();
		block();
		assertThat(this.timer.size()).isOne();
		this.clock.advance(Duration.ofMillis(50));
		this.timer.runDue();
		this.clock.advance(Duration.ofMillis(201));
		assertThat(this.probes.isBlocked(this.blocked)).isTrue();
		this.somebodyWaits = false;
		this.timer.runDue();
		assertThat(this.timer.size()).as("nobody is asked while nobody waits").isZero();
	}

}
