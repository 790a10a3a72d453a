package dev.lifeguard.failure;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link PoolExhaustedException}.
 */
class PoolExhaustedExceptionTests {

	private static final PoolSnapshot POOL = new PoolSnapshot(8, 8, 7, 0, 1, 3, 16, Duration.ofMillis(2500), Map.of(),
			false, null);

	private static final Diagnosis DIAGNOSIS = new Diagnosis(Cause.LEAK, "8 of 8 leak", "close them", 1);

	@Test
	void messageTellsTheWholeStory() {
		assertThat(failure(Reason.ACQUIRE_TIMEOUT)).hasMessage("""
				503: Connection pool exhausted. Maximum connections to backend reached
				  client=orders remote=a:80 reason=ACQUIRE_TIMEOUT waited=1200ms
				  max=8 active=7 idle=0 connecting=1 pending=3/16 oldest=2.5s
				  cause=LEAK: 8 of 8 leak
				  advice: close them""");
	}

	@Test
	void messageIsTheSameInEveryLanguage() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			assertThat(failure(Reason.QUEUE_FULL)).hasMessageContaining("waited=1200ms")
				.hasMessageContaining("max=8 active=7")
				.hasMessageContaining("oldest=2.5s");
		}
		finally {
			Locale.setDefault(before);
		}
	}

	@Test
	void clientThatIsShutDownHasNoStory() {
		assertThat(failure(Reason.SHUT_DOWN)).hasMessage("client 'orders' is shut down");
	}

	@Test
	void factsAreThere() {
		PoolExhaustedException failure = failure(Reason.DEADLINE);
		assertThat(failure.getClient()).isEqualTo("orders");
		assertThat(failure.getRemote()).isEqualTo("a:80");
		assertThat(failure.getReason()).isEqualTo(Reason.DEADLINE);
		assertThat(failure.getWaited()).isEqualTo(Duration.ofMillis(1200));
		assertThat(failure.getSnapshot()).isSameAs(POOL);
		assertThat(failure.getDiagnosis()).isSameAs(DIAGNOSIS);
	}

	@Test
	void refusalIsCheap() {
		assertThat(failure(Reason.QUEUE_FULL).getStackTrace()).isEmpty();
	}

	private static PoolExhaustedException failure(Reason reason) {
		return new PoolExhaustedException("orders", "a:80", reason, Duration.ofMillis(1200), POOL, DIAGNOSIS);
	}

}
