package dev.lifeguard.call;

import java.io.IOException;
import java.time.Duration;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.transport.PassedLimit;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests of {@link CallEnd}, of a call.
 */
class CallEndTests {

	private static final IOException RESET = new IOException("reset");

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final Call call = TestConnect.of(this.client).call();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void responseThatCameToItsEndIsAnAnswer() {
		respond();
		assertThat(this.call.outcome(Phase.BODY)).isEqualTo(Outcome.answered(503));
	}

	@Test
	void callWithoutAResponseHasFailed() {
		this.call.bind(this.connection);
		assertThat(this.call.outcome(Phase.FIRST_BYTE)).isEqualTo(Outcome.of(Outcome.Kind.FAILED, 0));
	}

	@Test
	void failureOfTheApplicationCountsWhateverTheConnectionDoesThen() {
		respond();
		IllegalStateException first = new IllegalStateException("first");
		this.call.failedByApplication(first);
		this.call.failedByApplication(new IllegalStateException("second"));
		this.call.translate(RESET);
		assertThat(this.call.failureOfApplication()).isSameAs(first);
		assertThat(this.call.outcome(Phase.BODY)).isEqualTo(Outcome.of(Outcome.Kind.APPLICATION_FAILED, 503));
	}

	@Test
	void deadlineCountsMoreThanAFailureOfTheApplication() {
		respond();
		this.call.failedByApplication(new IllegalStateException("after the end"));
		this.call.expire();
		assertThat(this.call.outcome(Phase.BODY)).isEqualTo(Outcome.timedOut(Phase.BODY, 503));
	}

	@Test
	void whatEndedTheCallFirstCounts() {
		this.call.failed(RESET);
		this.call.willFail(Outcome.timedOut(Phase.BODY, 0));
		assertThat(this.call.outcome(Phase.CONNECTING)).isEqualTo(Outcome.of(Outcome.Kind.CONNECT_FAILED, 0));
	}

	@Test
	void outcomeOfAFailureDependsOnHowFarTheCallCame() {
		assertThat(outcomeOf(RESET)).isEqualTo(Outcome.of(Outcome.Kind.CONNECT_FAILED, 0));
		assertThat(outcomeOf(mock(CallTimeoutException.class))).isEqualTo(Outcome.timedOut(Phase.FIRST_BYTE, 0));
		this.call.bind(this.connection);
		assertThat(outcomeOf(RESET)).isEqualTo(Outcome.of(Outcome.Kind.FAILED, 0));
		new PassedLimit(null, Duration.ofSeconds(2), null).noteOn(this.connection);
		assertThat(outcomeOf(RESET)).isEqualTo(Outcome.timedOut(Phase.FIRST_BYTE, 0));
	}

	private Outcome outcomeOf(Throwable failure) {
		return this.call.outcomeOf(failure, Phase.FIRST_BYTE);
	}

	private void respond() {
		HttpClientResponse response = mock(HttpClientResponse.class, withSettings().extraInterfaces(Connection.class));
		given(response.status()).willReturn(HttpResponseStatus.SERVICE_UNAVAILABLE);
		this.call.bind(this.connection);
		this.call.responded((Connection) response);
	}

}
