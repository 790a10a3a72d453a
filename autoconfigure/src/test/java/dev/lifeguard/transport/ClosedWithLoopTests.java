package dev.lifeguard.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link ClosedWithLoop}.
 */
class ClosedWithLoopTests {

	private final EventLoop loop = new DefaultEventLoop();

	private final Overlooked channel = new Overlooked();

	@BeforeEach
	void register() {
		this.loop.register(this.channel).syncUninterruptibly();
	}

	@AfterEach
	void shutDown() {
		this.loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@Test
	void channelIsClosedBeforeItsLoopEnds() {
		ClosedWithLoop.watch(this.channel);
		assertThat(this.channel.isOpen()).isTrue();
		shutDown();
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void channelThatNobodyWatchesIsOverlooked() {
		shutDown();
		assertThat(this.channel.isOpen()).isTrue();
	}

	/**
	 * A loop outlives many channels.
	 */
	@Test
	void loopForgetsAChannelThatIsClosed() {
		ClosedWithLoop.watch(this.channel);
		this.channel.close().syncUninterruptibly();
		this.loop.submit(() -> {
		}).syncUninterruptibly();
		shutDown();
		assertThat(this.channel.closes).hasValue(1);
	}

	@Test
	void loopWithoutHooksIsLeftAlone() {
		EmbeddedChannel embedded = new EmbeddedChannel();
		assertThatNoException().isThrownBy(() -> ClosedWithLoop.watch(embedded));
		assertThat(embedded.isOpen()).isTrue();
	}

	/**
	 * A channel that its loop does not look at when it ends.
	 */
	private static final class Overlooked extends LocalChannel {

		private final AtomicInteger closes = new AtomicInteger();

		@Override
		public ChannelFuture close() {
			this.closes.incrementAndGet();
			return super.close();
		}

		@Override
		protected void doRegister(ChannelPromise promise) {
			promise.setSuccess();
		}

		@Override
		protected void doDeregister() {
			// the loop does not know it
		}

	}

}
