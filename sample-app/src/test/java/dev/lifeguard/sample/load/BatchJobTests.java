package dev.lifeguard.sample.load;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchJob} in virtual time.
 */
class BatchJobTests {

	private final Queue<Sinks.One<String>> calls = new ArrayDeque<>();

	private final BatchJob job = new BatchJob(new Asked());

	private VirtualTimeScheduler time;

	@BeforeEach
	void stopTheClock() {
		this.time = VirtualTimeScheduler.getOrSet();
	}

	@AfterEach
	void startTheClock() {
		VirtualTimeScheduler.reset();
	}

	@Test
	void asManyCallsAsThereMayBeAreUnderWay() {
		this.job.run(true);
		this.job.run(true);
		assertThat(this.calls).hasSize(BatchJob.AT_ONCE);

		this.calls.remove().tryEmitValue("report");

		assertThat(this.calls).hasSize(BatchJob.AT_ONCE);
		assertThat(this.job.takeCounts().answered()).isEqualTo(1);
		assertThat(this.job.takeCounts().answered()).isZero();
	}

	@Test
	void callThatFailsIsMadeAgainAfterSecond() {
		this.job.run(true);

		this.calls.remove().tryEmitError(new IOException("reset"));

		assertThat(this.calls).hasSize(BatchJob.AT_ONCE - 1);
		assertThat(this.job.takeCounts().failed()).isEqualTo(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		assertThat(this.calls).hasSize(BatchJob.AT_ONCE);
	}

	@Test
	void callsUnderWayAreTheLastOnesOfJobThatIsOver() {
		this.job.run(true);
		this.job.run(false);
		this.calls.remove().tryEmitValue("report");
		assertThat(this.calls).hasSize(BatchJob.AT_ONCE - 1);

		this.job.run(true);
		this.calls.remove().tryEmitValue("report");

		assertThat(this.calls).hasSize(2 * BatchJob.AT_ONCE - 2);
	}

	/**
	 * A side whose calls end when a test says so.
	 */
	private final class Asked implements Side {

		@Override
		public Mono<?> report() {
			Sinks.One<String> call = Sinks.one();
			BatchJobTests.this.calls.add(call);
			return call.asMono();
		}

		@Override
		public Mono<?> call() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Mono<?> forget() {
			throw new UnsupportedOperationException();
		}

		@Override
		public PoolState pool() {
			throw new UnsupportedOperationException();
		}

	}

}
