package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.time.Deadline;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallLine}.
 */
class CallLineTests {

	private static final URI URI_WITH_SECRETS = URI.create("http://user:secret@Orders.test:8080/a/secret?key=secret");

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callThatHasNotBegunHasNoLease() {
		assertThat(line(call(null)))
			.isEqualTo("client=test remote=orders.test:8080: GET, attempt 1, QUEUED, deadline in 30000ms");
	}

	@Test
	void templateIsShownWithoutHostAndQuery() {
		Call call = call(null);
		call.uriTemplate("http://user:secret@orders.test:8080/a/{id}?key=secret#secret");
		assertThat(line(call)).startsWith("client=test remote=orders.test:8080: GET /a/{id}, attempt 1")
			.doesNotContain("secret");
	}

	@Test
	void threadThatWaitsIsNamedByItsNumber() {
		Thread thread = Thread.currentThread();
		assertThat(line(call(thread))).endsWith(", thread #" + thread.getId() + " waits for it");
	}

	@Test
	void phaseAndItsTimeAreShown() {
		Call call = TestConnect.of(call(null)).call();
		this.clock.advance(Duration.ofMillis(1234));
		assertThat(line(call)).isEqualTo("client=test remote=orders.test:8080: GET, attempt 1, CONNECTING "
				+ "(CONNECTING for 1234ms), deadline in 28766ms");
	}

	@Test
	void callInTheQueueWaits() {
		TestConnect.of(call(null));
		TestConnect.of(call(null));
		Call waiting = TestConnect.of(call(null)).call();
		this.clock.advance(Duration.ofMillis(20));
		assertThat(line(waiting)).contains("QUEUED (WAITING for 20ms)");
	}

	@Test
	void connectionIsShown() {
		Call call = TestConnect.of(call(null)).call();
		EmbeddedChannel connection = new EmbeddedChannel();
		call.bind(connection);
		assertThat(line(call)).contains("SENDING (SENDING for 0ms)").contains(", connection " + connection);
	}

	@Test
	void endOfTheCallIsShown() {
		Call call = TestConnect.of(call(null)).call();
		call.expire();
		assertThat(line(call)).contains(", OVER EXPIRED (");
	}

	@Test
	void callWithoutADeadlineHasNone() {
		CallAttempts attempts = new CallAttempts(this.client.calls(), null, 0, Deadline.none());
		assertThat(line(attempts.begin("GET", URI_WITH_SECRETS, Priority.NORMAL, null))).endsWith("QUEUED");
	}

	private static String line(Call call) {
		String line = new CallLine(call).toString();
		assertThat(call).hasToString(line);
		assertThat(line).doesNotContain("secret", "\n");
		return line;
	}

	private Call call(@Nullable Thread caller) {
		return this.client.call("GET", URI_WITH_SECRETS, null, caller);
	}

}
