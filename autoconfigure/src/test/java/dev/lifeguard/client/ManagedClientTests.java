package dev.lifeguard.client;

import java.net.URI;
import java.time.Duration;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.call.TestConnect;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ManagedClient}.
 */
class ManagedClientTests {

	private static final URI HERE = URI.create("http://localhost:1/");

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callIsAHolderUntilItEnds() {
		TestConnect call = TestConnect.of(this.client);
		assertThat(this.client.holders()).hasSize(1);
		call.cancel();
		assertThat(this.client.holders()).isEmpty();
	}

	@Test
	void shrunkBoundMakesTheNextCallWaitAndAGrownOneServesIt() {
		this.client.resize(1, Duration.ofMinutes(1));
		TestConnect.of(this.client);
		TestConnect.of(this.client);
		assertThat(this.client.snapshot().pending()).isOne();
		this.client.resize(2, Duration.ofMinutes(1));
		assertThat(this.client.snapshot().pending()).isZero();
		assertThat(this.client.holders()).hasSize(2);
	}

	@Test
	void attemptsOfAnotherClientDoNotTakeTheCall() {
		CallAttempts own = this.client.attempts(null);
		assertThat(own.areOf(this.client.calls())).isTrue();
		ManagedClient other = TestClients.create(this.clock, this.timer);
		TestConnect.of(other.call("GET", HERE, own, null));
		assertThat(other.holders()).hasSize(1);
		assertThat(this.client.holders()).isEmpty();
	}

	@Test
	void callsMatterAsTheSettingsSayUnlessTheySayOtherwise() {
		ClientSettings low = TestClients.settings("batch", Priority.LOW);
		ManagedClient batch = TestClients.of(low, this.clock, this.timer);
		assertThat(batch.priority(null)).isEqualTo(Priority.LOW);
		assertThat(batch.priority("high")).isEqualTo(Priority.HIGH);
		assertThat(batch.call("GET", HERE, null, null).priority()).isEqualTo(Priority.LOW);
		assertThat(this.client.priority(null)).isEqualTo(Priority.NORMAL);
	}

	@Test
	void idleConnectionsOfAnUnusedClientAreNone() {
		assertThat(this.client.closeIdle()).isZero();
		assertThat(this.client.keptFor()).isEmpty();
	}

}
