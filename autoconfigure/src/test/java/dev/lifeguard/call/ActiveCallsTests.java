package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ActiveCalls}, as a client's calls keep them.
 */
class ActiveCallsTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final ActiveCalls calls = this.client.calls().activeCalls();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callIsThereFromItsPermitToItsEnd() {
		assertThat(this.calls.isEmpty()).isTrue();
		Call call = TestConnect.of(this.client).call();
		assertThat(this.calls.holding()).containsExactly(call);
		assertThat(this.calls.isEmpty()).isFalse();
		call.cancelled();
		assertThat(this.calls.holding()).isEmpty();
		assertThat(this.calls.isEmpty()).isTrue();
	}

	@Test
	void callInTheQueueIsTheGates() {
		Call first = TestConnect.of(this.client).call();
		Call second = TestConnect.of(this.client).call();
		Call waiting = TestConnect.of(this.client).call();
		assertThat(this.calls.holding()).containsExactlyInAnyOrder(first, second);
		first.cancelled();
		assertThat(this.calls.holding()).containsExactlyInAnyOrder(second, waiting);
	}

	@Test
	void exchangeStaysUntilItIsDecidedWhatComesAfterIt() {
		CallAttempts attempts = this.client.attempts(null);
		Call call = TestConnect.of(this.client.call("GET", URI.create("http://localhost:1/"), attempts, null)).call();
		call.cancelled();
		assertThat(this.calls.holding()).isEmpty();
		assertThat(this.calls.oldest()).isZero();
		assertThat(this.calls.isEmpty()).isFalse();
		attempts.over();
		assertThat(this.calls.isEmpty()).isTrue();
	}

	@Test
	void decisionBeforeTheEndOfTheExchangeWillDo() {
		CallAttempts attempts = this.client.attempts(null);
		Call call = TestConnect.of(this.client.call("GET", URI.create("http://localhost:1/"), attempts, null)).call();
		attempts.over();
		assertThat(this.calls.isEmpty()).isFalse();
		call.cancelled();
		assertThat(this.calls.isEmpty()).isTrue();
	}

	@Test
	void callBetweenTwoAttemptsIsThere() {
		CallAttempts attempts = this.client.attempts(null);
		this.calls.waits(attempts);
		assertThat(this.calls.isEmpty()).isFalse();
		assertThat(this.calls.holding()).isEmpty();
		this.calls.waitsNoMore(attempts);
		assertThat(this.calls.isEmpty()).isTrue();
	}

	@Test
	void oldestIsThePermitThatIsHeldLongest() {
		assertThat(this.calls.oldest()).isZero();
		Call first = TestConnect.of(this.client).call();
		this.clock.advance(Duration.ofSeconds(1));
		TestConnect.of(this.client);
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.calls.oldest()).isEqualTo(Duration.ofSeconds(3));
		first.cancelled();
		assertThat(this.calls.oldest()).isEqualTo(Duration.ofSeconds(2));
	}

}
