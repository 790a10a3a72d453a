package dev.lifeguard.call.wire;

import java.time.Duration;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.TestConnect;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.pool.Bound;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.pool.SocketListener;
import dev.lifeguard.pool.Sockets;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.channel.Channel;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver.State;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.http.client.HttpClientState;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests of {@link LeaseObserver}.
 */
class LeaseObserverTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Sockets sockets = new Sockets(this.client.settings().pool(), this.clock, SocketListener.NONE);

	private final LeaseObserver observer = new LeaseObserver(this.sockets);

	private final EmbeddedChannel connection = new EmbeddedChannel();

	private final Call call = TestConnect.of(this.client).call();

	@BeforeEach
	void connect() {
		this.observer.onStateChange(Connection.from(this.connection), State.CONNECTED);
	}

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void callHasItsConnectionFromTheRequestUntilItsRelease() {
		exchange(this.connection, State.CONFIGURED);
		assertThat(Call.boundTo(this.connection)).isSameAs(this.call);
		assertThat(socket().isIdle()).isFalse();
		exchange(this.connection, State.RELEASED);
		assertThat(Call.boundTo(this.connection)).isNull();
		assertThat(socket().isIdle()).isTrue();
	}

	@Test
	void socketIsIdleBeforeTheCallIsTold() {
		Waiting waiting = new Waiting();
		exchange(this.connection, State.CONFIGURED);
		waiting.takeOver(this.connection);
		exchange(this.connection, State.RELEASED);
		assertThat(waiting.idle).isTrue();
	}

	@Test
	void socketThatIsBeingClosedIsNotIdle() {
		exchange(this.connection, State.CONFIGURED);
		exchange(this.connection, State.DISCONNECTING);
		assertThat(Call.boundTo(this.connection)).isNull();
		assertThat(socket().isIdle()).isFalse();
	}

	@Test
	void connectionThatIsClosedIsTheCallsNoLonger() {
		exchange(this.connection, State.CONFIGURED);
		this.connection.close();
		assertThat(Call.boundTo(this.connection)).isNull();
	}

	@Test
	void streamIsTheCallsUntilItIsClosed() {
		EmbeddedChannel stream = new EmbeddedChannel(this.connection, DefaultChannelId.newInstance(), true, false);
		exchange(stream, HttpClientState.STREAM_CONFIGURED);
		exchange(stream, State.DISCONNECTING);
		assertThat(Call.boundTo(stream)).isSameAs(this.call);
		stream.close();
		assertThat(Call.boundTo(stream)).isNull();
		assertThat(socket().isIdle()).isTrue();
		assertThat(this.connection.isOpen()).isTrue();
	}

	@Test
	void timeThatThePeerKeepsTheConnectionIsLearned() {
		exchange(this.connection, State.CONFIGURED);
		exchange(this.connection, HttpClientState.RESPONSE_RECEIVED);
		assertThat(this.sockets.keptFor().get("embedded").advertised()).isEqualTo(Duration.ofSeconds(6));
	}

	@Test
	void connectionOfARequestThatFailedOnItsWayIsNotKept() {
		this.connection.pipeline().addLast(NettyPipeline.HttpCodec, new HttpClientCodec());
		InterimResponseHandler.install(this.connection);
		Connection known = Connection.from(this.connection);
		this.observer.onUncaughtException(known, new IllegalStateException("before it was written"));
		assertThat(known.isPersistent()).isTrue();
		this.connection.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
		this.observer.onUncaughtException(known, new IllegalStateException("while it was written"));
		assertThat(known.isPersistent()).isFalse();
		this.connection.finishAndReleaseAll();
	}

	private void exchange(EmbeddedChannel channel, State state) {
		HttpClientResponse response = mock(HttpClientResponse.class, withSettings().extraInterfaces(Connection.class));
		given(response.currentContextView()).willReturn(Context.of(Call.class, this.call));
		given(response.responseHeaders()).willReturn(new DefaultHttpHeaders().set("Keep-Alive", "timeout=7"));
		given(((Connection) response).channel()).willReturn(channel);
		this.observer.onStateChange((Connection) response, state);
	}

	private PooledSocket socket() {
		PooledSocket socket = PooledSocket.beneath(this.connection);
		assertThat(socket).isNotNull();
		return socket;
	}

	private static final class Waiting extends Bound {

		private boolean idle;

		@Override
		protected void unbound(Channel channel) {
			PooledSocket socket = PooledSocket.beneath(channel);
			this.idle = socket != null && socket.isIdle();
		}

	}

}
