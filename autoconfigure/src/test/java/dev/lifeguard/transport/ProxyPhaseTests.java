package dev.lifeguard.transport;

import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.pool.Bound;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ConnectTimeoutException;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ProxyPhase}, with a socket that the test connects.
 */
class ProxyPhaseTests {

	private static final Duration CONNECT = Duration.ofSeconds(2);

	private static final SocketAddress TARGET = InetSocketAddress.createUnresolved("orders.test", 80);

	private final HttpProxyHandler proxy = new HttpProxyHandler(InetSocketAddress.createUnresolved("proxy.test", 3128));

	private final Connecting channel = new Connecting();

	private final List<String> heard = new ArrayList<>();

	private @Nullable ChannelPromise toProxy;

	@BeforeEach
	void watch() {
		this.channel.freezeTime();
		this.channel.pipeline().addLast(new Socket(), this.proxy, new Application());
		ProxyPhase.watch(this.channel, CONNECT);
	}

	@Test
	void connectionIsMadeWhenTheProxyHasLetItThrough() {
		ChannelFuture connected = connect();
		assertThat(connected.isSuccess()).isTrue();
		assertThat(this.heard).isEmpty();
		answer("HTTP/1.1 200 OK\r\n\r\n");
		assertThat(this.heard).containsExactly("active");
		assertThat(this.channel.pipeline().get(ProxyPhase.class)).isNull();
	}

	@Test
	void proxyThatHasAnsweredIsInTime() {
		connect();
		answer("HTTP/1.1 200 OK\r\n\r\n");
		pass(CONNECT.multipliedBy(2));
		assertThat(this.channel.isOpen()).isTrue();
		assertThat(passed()).isNull();
		this.channel.checkException();
	}

	@Test
	void proxyThatDoesNotAnswerTakesTooLongToConnect() {
		connect();
		pass(CONNECT.minusMillis(1));
		assertThat(this.channel.isOpen()).isTrue();
		pass(Duration.ofMillis(1));
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(passed()).isEqualTo(new PassedLimit(Phase.CONNECT, CONNECT, null));
		assertThat(this.heard).isEmpty();
		assertThatExceptionOfType(ConnectTimeoutException.class).isThrownBy(this.channel::checkException)
			.withMessageMatching("http proxy proxy\\.test.*:3128 did not answer");
	}

	@Test
	void proxyThatSaysNoIsNotTakenForATimeout() {
		connect();
		answer("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
		assertThatExceptionOfType(ProxyConnectException.class).isThrownBy(this.channel::checkException)
			.withMessageContaining("403");
		assertThat(this.heard).isEmpty();
		assertThat(passed()).isNull();
	}

	@Test
	void proxyThatCannotBeReachedIsNamed() {
		ConnectException refused = new ConnectException("refused");
		ChannelFuture connected = this.channel.connect(TARGET);
		this.toProxy.setFailure(refused);
		assertThat(connected.cause()).isInstanceOf(ProxyConnectException.class)
			.hasMessageMatching("http proxy proxy\\.test.*:3128 cannot be reached: .*refused")
			.hasCause(refused);
	}

	@Test
	void proxyThatCannotBeReachedInTimeIsATimeoutLikeAnyOther() {
		ConnectTimeoutException late = new ConnectTimeoutException("late");
		ChannelFuture connected = this.channel.connect(TARGET);
		this.toProxy.setFailure(late);
		assertThat(connected.cause()).isSameAs(late);
	}

	@Test
	void librarysOwnLimitIsOff() {
		assertThat(this.proxy.connectTimeoutMillis()).isZero();
	}

	@Test
	void otherEventsArePassedOn() {
		this.channel.pipeline().fireUserEventTriggered("an event");
		assertThat(this.heard).containsExactly("an event");
		assertThat(this.channel.pipeline().get(ProxyPhase.class)).isNotNull();
	}

	@Test
	void connectionWithoutAProxyHasNoSuchPhase() {
		EmbeddedChannel direct = new EmbeddedChannel();
		ProxyPhase.watch(direct, CONNECT);
		assertThat(direct.pipeline().get(ProxyPhase.class)).isNull();
	}

	/**
	 * Connect to the proxy, which has not answered by then.
	 */
	private ChannelFuture connect() {
		ChannelFuture connected = this.channel.connect(TARGET);
		this.channel.active = true;
		this.toProxy.setSuccess();
		this.channel.pipeline().fireChannelActive();
		return connected;
	}

	private void answer(String text) {
		this.channel.pipeline().fireChannelRead(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
		this.channel.pipeline().fireChannelReadComplete();
		this.channel.runPendingTasks();
	}

	private void pass(Duration time) {
		this.channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
	}

	private @Nullable PassedLimit passed() {
		return PassedLimit.of(this.channel, new Bound() {

			@Override
			protected void unbound(Channel channel) {
				throw new AssertionError("nobody takes the connection away");
			}

		});
	}

	private static final class Connecting extends EmbeddedChannel {

		private boolean active;

		@Override
		public boolean isActive() {
			return this.active && isOpen();
		}

	}

	private final class Socket extends ChannelOutboundHandlerAdapter {

		@Override
		public void connect(ChannelHandlerContext context, SocketAddress remote, @Nullable SocketAddress local,
				ChannelPromise promise) {
			assertThat(remote).isEqualTo(ProxyPhaseTests.this.proxy.proxyAddress());
			ProxyPhaseTests.this.toProxy = promise;
		}

	}

	private final class Application extends ChannelInboundHandlerAdapter {

		@Override
		public void channelActive(ChannelHandlerContext context) {
			ProxyPhaseTests.this.heard.add("active");
		}

		@Override
		public void userEventTriggered(ChannelHandlerContext context, Object event) {
			if (event instanceof String) {
				ProxyPhaseTests.this.heard.add(event.toString());
			}
		}

	}

}
