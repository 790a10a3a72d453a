package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.RemoteSnapshot;
import dev.lifeguard.lease.Examiner.Subject;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.LeaseListener;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PoolExaminer}.
 */
class PoolExaminerTests {

	private static final int PER_REMOTE = 1000;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final AtomicInteger looks = new AtomicInteger();

	private final PoolExaminer examiner = new PoolExaminer(new Subject("orders", Duration.ofSeconds(1),
			Duration.ofSeconds(5), this.clock, this::holders, LeaseListener.NONE, (episode) -> {
			}));

	private List<Holder> holders() {
		this.looks.incrementAndGet();
		Duration time = Duration.ofSeconds(4);
		Holder stalled = new Holder("GET /", "one:80", Phase.BODY, time, time, time, 0, null, Priority.NORMAL, false,
				false, false, false, null);
		Holder nesting = new Holder("GET /", "two:80", Phase.BODY, time, time, time, 0, null, Priority.NORMAL, false,
				true, false, false, null);
		return Stream
			.concat(Collections.nCopies(PER_REMOTE, stalled).stream(),
					Collections.nCopies(PER_REMOTE, nesting).stream())
			.toList();
	}

	private static PoolSnapshot pool(int perRemote) {
		RemoteSnapshot full = new RemoteSnapshot(perRemote, PER_REMOTE, 0, 0, 0);
		return new PoolSnapshot(5000, 5000, 2 * PER_REMOTE, 0, 0, 1, 8, Duration.ofSeconds(4),
				Map.of("one:80", full, "two:80", full), false, null);
	}

	@Test
	void remotesAtTheirBoundAreExaminedOnceInAMomentHoweverManyAreRefused() {
		for (int refusal = 0; refusal < 1000; refusal++) {
			assertThat(this.examiner.refuse("one:80", Priority.NORMAL, pool(PER_REMOTE)).cause())
				.isEqualTo(Cause.STALLED_BODY);
			assertThat(this.examiner.refuse("two:80", Priority.NORMAL, pool(PER_REMOTE)).cause())
				.isEqualTo(Cause.NESTED_CALLS);
		}
		assertThat(this.looks).as("looks at all holders").hasValue(1);
	}

	@Test
	void remotesAreExaminedAgainAfterAMoment() {
		this.examiner.refuse("one:80", Priority.NORMAL, pool(PER_REMOTE));
		this.clock.advance(Duration.ofMillis(50));
		this.examiner.refuse("one:80", Priority.NORMAL, pool(PER_REMOTE));
		this.examiner.refuse("two:80", Priority.NORMAL, pool(PER_REMOTE));
		assertThat(this.looks).hasValue(2);
	}

	@Test
	void verdictOfOneRemoteIsNotThatOfTheClient() {
		assertThat(this.examiner.refuse("one:80", Priority.NORMAL, pool(PER_REMOTE)).confidence()).isEqualTo(1.0);
		assertThat(this.examiner.refuse("one:80", Priority.NORMAL, pool(5000)).confidence()).isLessThan(1.0);
	}

}
