package dev.lifeguard.diagnosis;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.testsupport.ManualNanoClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link RecentDiagnosis}.
 */
class RecentDiagnosisTests {

	private static final Duration MOMENT = Duration.ofNanos(RecentDiagnosis.MOMENT);

	private static final Duration OLD = Duration.ofNanos(RecentDiagnosis.OLD);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final RecentDiagnosis verdict = new RecentDiagnosis();

	private final AtomicInteger examinations = new AtomicInteger();

	@Test
	void diagnosisOfThisMomentIsRepeated() {
		Diagnosis first = get();
		this.clock.advance(MOMENT.minusNanos(1));
		assertThat(get()).isSameAs(first);
		this.clock.advance(Duration.ofNanos(1));
		assertThat(get()).isNotSameAs(first);
		assertThat(this.examinations).hasValue(2);
	}

	@Test
	void othersRepeatTheLastOneWhileOneExamines() {
		Diagnosis first = get();
		this.clock.advance(MOMENT);
		Diagnosis second = this.verdict.get(this.clock, () -> {
			assertThat(get()).isSameAs(first);
			return examine();
		});
		assertThat(second).isNotSameAs(first);
		assertThat(this.examinations).hasValue(2);
	}

	@Test
	void whatIsOldIsRepeatedByNobody() {
		Diagnosis first = get();
		this.clock.advance(OLD);
		this.verdict.get(this.clock, () -> {
			assertThat(get()).isNotSameAs(first);
			return examine();
		});
		assertThat(this.examinations).hasValue(3);
	}

	@Test
	void examinationThatFailsDoesNotKeepTheNextOneFromIt() {
		get();
		this.clock.advance(MOMENT);
		assertThatIllegalStateException().isThrownBy(() -> this.verdict.get(this.clock, () -> {
			throw new IllegalStateException("on purpose");
		}));
		get();
		assertThat(this.examinations).hasValue(2);
	}

	@Test
	void ageIsKnown() {
		assertThat(this.verdict.isOld(this.clock.getAsLong())).isFalse();
		get();
		this.clock.advance(OLD.minusNanos(1));
		assertThat(this.verdict.isOld(this.clock.getAsLong())).isFalse();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(this.verdict.isOld(this.clock.getAsLong())).isTrue();
	}

	private Diagnosis get() {
		return this.verdict.get(this.clock, this::examine);
	}

	private Diagnosis examine() {
		return new Diagnosis(Cause.UNKNOWN, "examination " + this.examinations.incrementAndGet(), "none", 0);
	}

}
