package dev.lifeguard.transport;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalChannel;
import io.netty.resolver.DefaultAddressResolverGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link LoopsShutDown}, with what the library says of loops that were shut
 * down.
 */
class LoopsShutDownTests {

	private static final IOException CLOSED = new IOException("closed");

	private final EventLoop loop = new DefaultEventLoop();

	private final LocalChannel channel = new LocalChannel();

	@BeforeEach
	void register() {
		this.loop.register(this.channel).syncUninterruptibly();
	}

	@AfterEach
	void shutDown() {
		this.loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@Test
	void taskThatComesTooLateIsRecognised() {
		shutDown();
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> this.loop.execute(() -> {
		})).matches((rejected) -> LoopsShutDown.explains(rejected, null));
	}

	@Test
	void nameThatIsLookedUpTooLateIsRecognised() {
		shutDown();
		assertThatIllegalStateException().isThrownBy(() -> DefaultAddressResolverGroup.INSTANCE.getResolver(this.loop))
			.matches((refused) -> LoopsShutDown.explains(refused, null));
	}

	@Test
	void ownRejectionIsRecognised() {
		assertThat(LoopsShutDown.explains(LoopsShutDown.rejected(), null)).isTrue();
	}

	@Test
	void otherRejectionsAreNot() {
		assertThat(LoopsShutDown.explains(new RejectedExecutionException("too many tasks"), null)).isFalse();
		assertThat(LoopsShutDown.explains(new RejectedExecutionException(), null)).isFalse();
		assertThat(LoopsShutDown.explains(new IllegalStateException("closed"), null)).isFalse();
		assertThat(LoopsShutDown.explains(new IllegalArgumentException("event executor terminated"), null)).isFalse();
	}

	@Test
	void lossOfAConnectionIsRecognisedByItsLoop() {
		shutDown();
		this.channel.unsafe().closeForcibly();
		assertThat(LoopsShutDown.explains(CLOSED, this.channel)).isTrue();
		assertThat(LoopsShutDown.explains(new IllegalArgumentException("a handler"), this.channel)).isFalse();
	}

	@Test
	void lossOfAConnectionWhoseLoopGoesOnIsSomebodyElses() {
		this.channel.close().syncUninterruptibly();
		assertThat(LoopsShutDown.explains(CLOSED, this.channel)).isFalse();
	}

	@Test
	void failureBeforeThereIsAConnectionIsNoLossOfOne() {
		assertThat(LoopsShutDown.explains(CLOSED, null)).isFalse();
	}

	@Test
	void failureOfAConnectionThatIsOpenIsNoLossOfIt() {
		CountDownLatch looked = new CountDownLatch(1);
		this.loop.execute(() -> hold(looked));
		this.loop.shutdownGracefully(0, 5, TimeUnit.SECONDS);
		assertThat(this.loop.isShuttingDown()).isTrue();
		boolean open = this.channel.isOpen();
		boolean explained = LoopsShutDown.explains(CLOSED, this.channel);
		looked.countDown();
		assertThat(open).isTrue();
		assertThat(explained).isFalse();
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
