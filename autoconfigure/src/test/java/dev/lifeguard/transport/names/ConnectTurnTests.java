package dev.lifeguard.transport.names;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;

import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ConnectTurn}, with connects that the test completes.
 */
class ConnectTurnTests {

	private static final Duration WHOLE = Duration.ofSeconds(2);

	private static final InetSocketAddress A = new InetSocketAddress("127.0.0.1", 1);

	private static final InetSocketAddress B = new InetSocketAddress("127.0.0.1", 2);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final AddressMemory memory = new AddressMemory(this.clock);

	private final AddressPlan plan = new AddressPlan(List.of(A, B), this.memory, WHOLE, this.clock.getAsLong());

	private EmbeddedChannel channel = new EmbeddedChannel();

	private @Nullable SocketAddress connecting;

	private @Nullable ChannelPromise connect;

	@Test
	void addressWithoutATurnIsConnectedToAsItIs() {
		connect(A);
		assertThat(this.connecting).isSameAs(A);
		assertThat(this.channel.config().getConnectTimeoutMillis())
			.isEqualTo(new EmbeddedChannel().config().getConnectTimeoutMillis());
		assertThat(this.channel.pipeline().get(ConnectTurn.class)).isNull();
	}

	@Test
	void connectHasTheTimeOfItsTurn() {
		connect(turn(0));
		assertThat(this.connecting).isSameAs(A);
		assertThat(this.channel.config().getConnectTimeoutMillis()).isEqualTo(250);
		assertThat(this.channel.pipeline().get(ConnectTurn.class)).isNull();
	}

	@Test
	void connectThatSucceedsSaysHowLongItTook() {
		ChannelFuture connected = connect(turn(0));
		this.clock.advance(Duration.ofMillis(200));
		this.connect.setSuccess();
		assertThat(connected.isSuccess()).isTrue();
		assertThat(this.memory.patience(A)).isEqualTo(Duration.ofMillis(400));
	}

	@Test
	void addressThatDoesNotAnswerIsSilent() {
		connect(turn(0));
		this.connect.setFailure(new ConnectTimeoutException("no answer"));
		assertThat(this.memory.inOrder(List.of(A, B))).containsExactly(B, A);
		assertThat(this.plan.refusal(2)).isNull();
	}

	@Test
	void addressThatRefusesIsNotAskedTwice() {
		ConnectException refusal = new ConnectException("refused");
		connect(turn(0));
		this.connect.setFailure(refusal);
		this.connecting = null;
		ChannelFuture second = connect(turn(2));
		assertThat(second.cause()).isSameAs(refusal);
		assertThat(this.connecting).isNull();
		assertThat(this.memory.inOrder(List.of(A, B))).containsExactly(A, B);
	}

	@Test
	void connectThatIsGivenUpSaysNothingOfItsAddress() {
		connect(turn(0));
		this.connect.setFailure(new ClosedChannelException());
		assertThat(this.plan.refusal(0)).isNull();
		assertThat(this.memory.inOrder(List.of(A, B))).containsExactly(A, B);
	}

	@Test
	void turnWithoutTimeIsOverAtOnce() {
		this.clock.advance(WHOLE);
		ChannelFuture connected = connect(turn(3));
		assertThat(connected.cause()).isInstanceOf(ConnectTimeoutException.class)
			.hasMessageStartingWith("no time was left to connect to ");
		assertThat(this.connecting).isNull();
		assertThat(this.channel.pipeline().get(ConnectTurn.class)).isNull();
	}

	@Test
	void planIsFollowedWhileItsTurnsBegin() {
		this.plan.silent(0);
		this.clock.advance(Duration.ofMillis(101));
		assertThat(this.plan.hasEndedEarly()).isTrue();
		connect(turn(1));
		assertThat(this.plan.hasEndedEarly()).isFalse();
	}

	private AddressInTurn turn(int turn) {
		return this.plan.turns().get(turn);
	}

	private ChannelFuture connect(SocketAddress address) {
		this.channel = new EmbeddedChannel();
		ConnectTurn.install(this.channel);
		this.channel.pipeline().addFirst(new Transport());
		return this.channel.connect(address);
	}

	/**
	 * Stands in the place of the socket.
	 */
	private final class Transport extends ChannelOutboundHandlerAdapter {

		@Override
		public void connect(ChannelHandlerContext context, SocketAddress remote, @Nullable SocketAddress local,
				ChannelPromise promise) {
			ConnectTurnTests.this.connecting = remote;
			ConnectTurnTests.this.connect = promise;
		}

	}

}
