package dev.lifeguard.call.wire;

import java.time.Duration;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RequestTimeout}.
 */
class RequestTimeoutTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Sockets sockets = new Sockets(this.client.settings().pool(), this.clock, SocketListener.NONE);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final Call call = TestConnect.of(this.client).call();

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void timeoutOfAKeptConnectionIsNotTheRequests() {
		begin(2);
		assertThat(is(HttpResponseStatus.REQUEST_TIMEOUT)).isTrue();
		assertThat(this.call.resend().isUnprocessed()).isTrue();
		assertThat(PooledSocket.beneath(this.connection).isLost()).isTrue();
	}

	@Test
	void timeoutOfANewConnectionIsTheRequests() {
		begin(1);
		assertThat(is(HttpResponseStatus.REQUEST_TIMEOUT)).isFalse();
		assertThat(this.call.resend().isUnprocessed()).isFalse();
	}

	@Test
	void timeoutAfterASecondIsTheRequests() {
		begin(2);
		this.clock.advance(Duration.ofSeconds(1).minusNanos(1));
		assertThat(is(HttpResponseStatus.REQUEST_TIMEOUT)).isTrue();
		this.clock.advance(Duration.ofNanos(1));
		assertThat(is(HttpResponseStatus.REQUEST_TIMEOUT)).isFalse();
	}

	@Test
	void otherStatusIsAnAnswer() {
		begin(2);
		assertThat(is(HttpResponseStatus.GATEWAY_TIMEOUT)).isFalse();
		assertThat(RequestTimeout.isOfIdleConnection(this.connection, "no response")).isFalse();
		assertThat(PooledSocket.beneath(this.connection).isLost()).isFalse();
	}

	@Test
	void timeoutWithoutACallOrASocketIsAnAnswer() {
		assertThat(is(HttpResponseStatus.REQUEST_TIMEOUT)).isFalse();
		this.call.bind(this.connection);
		assertThat(is(HttpResponseStatus.REQUEST_TIMEOUT)).isFalse();
	}

	private void begin(int uses) {
		this.sockets.opened(this.connection, "localhost:1");
		for (int use = 0; use < uses; use++) {
			PooledSocket.beneath(this.connection).used();
		}
		this.call.bind(this.connection);
	}

	private boolean is(HttpResponseStatus status) {
		return RequestTimeout.isOfIdleConnection(this.connection,
				new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status));
	}

}
