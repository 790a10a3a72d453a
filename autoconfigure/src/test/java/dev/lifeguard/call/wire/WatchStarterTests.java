package dev.lifeguard.call.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.ChannelTurn;
import dev.lifeguard.leak.LeakSettings;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.transport.LimitWitness;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver.State;
import reactor.netty.NettyPipeline;
import reactor.netty.http.client.HttpClientState;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link WatchStarter}.
 */
class WatchStarterTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private final ManualNanoClock clock = new ManualNanoClock();

	private final WatchStarter starter = new WatchStarter(LIMIT.toNanos(),
			new LeakWatch(new LeakSettings(LIMIT, LeakSettings.DEFAULT_ACTION, LeakSettings.DEFAULT_CAPTURE)),
			new LimitWitness(false, null), this.clock);

	@Test
	void watchLooksOnFromTheFirstRequestOfAConnection() {
		EmbeddedChannel channel = withBridge(new EmbeddedChannel());
		tell(channel, State.CONNECTED);
		tell(channel, HttpClientState.REQUEST_PREPARED);
		assertThat(ChannelTurn.quietNanos(channel)).isEqualTo(-1);
		tell(channel, State.CONFIGURED);
		this.clock.advance(Duration.ofNanos(7));
		assertThat(ChannelTurn.quietNanos(channel)).isEqualTo(7);
	}

	@Test
	void peersTimeBeginsWhenTheRequestWasSent() {
		EmbeddedChannel channel = withBridge(new EmbeddedChannel());
		tell(channel, HttpClientState.STREAM_CONFIGURED);
		this.clock.advance(Duration.ofNanos(7));
		tell(channel, HttpClientState.REQUEST_SENT);
		assertThat(ChannelTurn.quietNanos(channel)).isZero();
	}

	@Test
	void connectionHasOneWatchForAllItsRequests() {
		EmbeddedChannel channel = withBridge(new EmbeddedChannel());
		tell(channel, State.CONFIGURED);
		tell(channel, HttpClientState.REQUEST_SENT);
		tell(channel, State.CONFIGURED);
		assertThat(channel.pipeline().toMap().values()).filteredOn((handler) -> handler instanceof TurnHandler)
			.hasSize(1);
	}

	@Test
	void connectionThatIsGoneIsNotWatched() {
		EmbeddedChannel gone = withBridge(new EmbeddedChannel(DefaultChannelId.newInstance(), false, false));
		tell(gone, HttpClientState.REQUEST_SENT);
		assertThat(ChannelTurn.quietNanos(gone)).isEqualTo(-1);
	}

	@Test
	void watchIsStartedOnTheLoopOfTheConnection() {
		EventLoop loop = new DefaultEventLoop();
		CountDownLatch busy = new CountDownLatch(1);
		try {
			LocalChannel channel = withBridge(new LocalChannel());
			loop.register(channel).syncUninterruptibly();
			loop.execute(() -> hold(busy));
			tell(channel, State.CONFIGURED);
			assertThat(ChannelTurn.quietNanos(channel)).isEqualTo(-1);
			busy.countDown();
			loop.submit(() -> {
			}).syncUninterruptibly();
			assertThat(ChannelTurn.quietNanos(channel)).isZero();
		}
		finally {
			busy.countDown();
			loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	private void tell(Channel channel, State state) {
		this.starter.onStateChange(Connection.from(channel), state);
	}

	private static <C extends Channel> C withBridge(C channel) {
		channel.pipeline().addLast(NettyPipeline.ReactiveBridge, new ChannelDuplexHandler());
		return channel;
	}

	private static void hold(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
