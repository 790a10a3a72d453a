package dev.lifeguard.pool;

import java.io.IOException;
import java.time.Duration;

import dev.lifeguard.testsupport.ManualNanoClock;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link CloseWitness}.
 */
class CloseWitnessTests {

	private final Sockets sockets = new Sockets(
			new PoolSettings(2, 2, Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofSeconds(10)),
			new ManualNanoClock(), SocketListener.NONE);

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private PooledSocket socket;

	@BeforeEach
	void open() {
		this.sockets.opened(this.channel, "a:80");
		CloseWitness.watch(this.channel);
		this.socket = PooledSocket.beneath(this.channel);
	}

	@Test
	void whatIsClosedThroughThePipelineIsClosedByUs() {
		this.channel.close();
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.socket.isClosedByUs()).isTrue();
		assertThat(this.socket.isLost()).isFalse();
	}

	@Test
	void whatThePeerClosesIsLost() {
		this.channel.unsafe().close(this.channel.newPromise());
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.socket.isClosedByUs()).isFalse();
		assertThat(this.socket.isLost()).isTrue();
	}

	@Test
	void failureOfTheSocketComesBeforeTheCloseThatFollows() {
		IOException reset = new IOException("reset");
		this.channel.pipeline().fireExceptionCaught(reset);
		this.channel.close();
		assertThat(this.socket.isLost()).isTrue();
		assertThat(this.socket.isClosedByUs()).isFalse();
		assertThatExceptionOfType(IOException.class).isThrownBy(this.channel::checkException).isSameAs(reset);
	}

	@Test
	void failureThatIsNotTheSocketsIsNoLoss() {
		this.channel.pipeline().fireExceptionCaught(new IllegalStateException("a handler"));
		this.channel.close();
		assertThat(this.socket.isLost()).isFalse();
		assertThat(this.socket.isClosedByUs()).isTrue();
		assertThatIllegalStateException().isThrownBy(this.channel::checkException).withMessage("a handler");
	}

	@Test
	void channelThatIsNoSocketOfOursIsClosedAsWell() {
		EmbeddedChannel other = new EmbeddedChannel();
		CloseWitness.watch(other);
		other.pipeline().fireExceptionCaught(new IOException("reset"));
		assertThatExceptionOfType(IOException.class).isThrownBy(other::checkException).withMessage("reset");
		other.close();
		assertThat(other.isOpen()).isFalse();
	}

}
