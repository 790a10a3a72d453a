package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.pool.Bound;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeftBehind}.
 */
class LeftBehindTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final Call call = this.client.call("GET", URI.create("http://localhost:1/"), null, null);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	@BeforeEach
	void callHasTheConnection() {
		this.call.takeOver(this.connection);
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void connectionIsClosedIfTheRestIsNotOverInTime() {
		LeftBehind.take(this.connection, this.call, null, this.call.client().timer());
		assertThat(Bound.to(this.connection)).isInstanceOf(LeftBehind.class);
		pass(Duration.ofMillis(99));
		assertThat(this.connection.isOpen()).isTrue();
		pass(Duration.ofMillis(1));
		assertThat(this.connection.isOpen()).isFalse();
	}

	@Test
	void connectionThatIsFreeInTimeStaysOpen() {
		LeftBehind.take(this.connection, this.call, null, this.call.client().timer());
		Bound.unbind(this.connection);
		pass(Duration.ofMillis(100));
		assertThat(this.connection.isOpen()).isTrue();
	}

	@Test
	void connectionThatHasAnotherUserIsLeftAlone() {
		Call other = this.client.call("GET", URI.create("http://localhost:1/"), null, null);
		other.takeOver(this.connection);
		LeftBehind.take(this.connection, this.call, null, this.call.client().timer());
		pass(Duration.ofMillis(100));
		assertThat(this.connection.isOpen()).isTrue();
		assertThat(Bound.to(this.connection)).isSameAs(other);
	}

	@Test
	void connectionBeneathTheNextStreamIsNotClosed() {
		EmbeddedChannel stream = new EmbeddedChannel(this.connection, DefaultChannelId.newInstance(), true, false);
		LeftBehind.take(this.connection, this.call, stream, this.call.client().timer());
		pass(Duration.ofMillis(100));
		assertThat(this.connection.isOpen()).isTrue();
		assertThat(Bound.to(this.connection)).isInstanceOf(LeftBehind.class);
	}

	private void pass(Duration time) {
		this.clock.advance(time);
		this.timer.runDue();
		this.connection.runPendingTasks();
	}

}
