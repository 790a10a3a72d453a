package dev.lifeguard.client;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.lease.Examiner;
import dev.lifeguard.lease.GateSettings;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseCallback;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.lease.Order;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.time.Fence;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FencedExaminer}.
 */
class FencedExaminerTests {

	private static final PoolSnapshot POOL = new PoolSnapshot(1, 1, 1, 0, 0, 0, 1, Duration.ZERO, Map.of(), false,
			null);

	private final List<Throwable> failures = new ArrayList<>();

	private final Examiner broken = (Examiner) Proxy.newProxyInstance(getClass().getClassLoader(),
			new Class<?>[] { Examiner.class }, (proxy, method, arguments) -> {
				throw new IllegalStateException(method.getName());
			});

	private final FencedExaminer fenced = new FencedExaminer("orders", this.broken, new Fence(this.failures::add));

	private final List<String> answers = new ArrayList<>();

	private LeaseGate gate() {
		ManualNanoClock clock = new ManualNanoClock();
		LeaseGate gate = new LeaseGate(new GateSettings(1, Duration.ofSeconds(1), Order.FIFO), () -> 1, () -> 1, clock,
				new ManualTimer(clock));
		gate.listen(this.fenced);
		return gate;
	}

	private Lease ask(LeaseGate gate) {
		Lease lease = gate.lease("backend", 80, Deadline.none(), new LeaseCallback() {

			@Override
			public void granted() {
				FencedExaminerTests.this.answers.add("granted");
			}

			@Override
			public void refused(Reason reason) {
				FencedExaminerTests.this.answers.add(reason.name());
			}

		});
		lease.acquire();
		return lease;
	}

	@Test
	void placeIsGivenOnThoughTheExaminationFails() {
		LeaseGate gate = gate();
		Lease first = ask(gate);
		Lease second = ask(gate);
		first.end(Outcome.answered(200));
		second.end(Outcome.answered(200));
		assertThat(this.answers).containsExactly("granted", "granted");
		assertThat(gate.snapshot().connecting()).isZero();
		assertThat(this.failures).extracting(Throwable::getMessage)
			.containsExactly("remoteSeen", "granted", "ended", "granted", "ended");
	}

	@Test
	void refusedCallIsToldSoThoughTheExaminationFails() {
		PoolExhaustedException failure = this.fenced.refuse(ask(gate()), Reason.QUEUE_FULL, POOL);
		assertThat(failure.getDiagnosis().cause()).isEqualTo(Cause.UNKNOWN);
		assertThat(failure.getMessage()).contains("cause=UNKNOWN: it was not examined");
		assertThat(this.failures).extracting(Throwable::getMessage).contains("refuse", "exhausted", "refused");
	}

	@Test
	void shutDownIsNotExamined() {
		Lease lease = ask(gate());
		this.failures.clear();
		assertThat(this.fenced.refuse(lease, Reason.SHUT_DOWN, POOL)).hasMessage("client 'orders' is shut down");
		assertThat(this.failures).isEmpty();
	}

}
