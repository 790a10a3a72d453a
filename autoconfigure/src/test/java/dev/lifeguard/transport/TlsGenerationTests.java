package dev.lifeguard.transport;

import java.io.IOException;

import dev.lifeguard.testsupport.Authority;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Test;
import reactor.netty.Connection;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TlsGeneration}.
 */
class TlsGenerationTests {

	private static final Authority AUTHORITY = new Authority("authority");

	private final TlsGeneration generation = new TlsGeneration(client());

	private final ReplaceableSslContext context = new ReplaceableSslContext(this.generation);

	private final EmbeddedChannel client = new EmbeddedChannel(handler());

	private final EmbeddedChannel server = new EmbeddedChannel(server());

	private static SslContext client() {
		try {
			return SslContextBuilder.forClient().trustManager(AUTHORITY.root().getCertificate()).build();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SslHandler server() {
		X509Bundle own = AUTHORITY.issue("server", "localhost");
		try {
			return SslContextBuilder.forServer(own.getKeyPair().getPrivate(), own.getCertificatePath())
				.build()
				.newHandler(UnpooledByteBufAllocator.DEFAULT);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private SslHandler handler() {
		return this.context.newHandler(UnpooledByteBufAllocator.DEFAULT, "localhost", 443);
	}

	private void shakeHands() {
		for (int flight = 0; flight < 10; flight++) {
			pass(this.client, this.server);
			pass(this.server, this.client);
		}
		assertThat(this.client.pipeline().get(SslHandler.class).handshakeFuture().isSuccess()).isTrue();
	}

	private static void pass(EmbeddedChannel from, EmbeddedChannel to) {
		for (Object message = from.readOutbound(); message != null; message = from.readOutbound()) {
			to.writeInbound(message);
		}
	}

	private boolean isReused() {
		return Connection.from(this.client).isPersistent();
	}

	@Test
	void connectionIsReusedUntilItsGenerationIsRetired() {
		shakeHands();
		assertThat(isReused()).isTrue();
		assertThat(this.context.replace(new TlsGeneration(client())).retire()).isOne();
		assertThat(isReused()).isFalse();
		this.client.runPendingTasks();
		assertThat(this.client.isOpen()).as("it serves no call").isFalse();
		assertThat(this.generation.retire()).as("closed ones are forgotten").isZero();
	}

	@Test
	void connectionWhoseHandshakeEndsTooLateServesOneCall() {
		this.generation.retire();
		shakeHands();
		this.client.runPendingTasks();
		assertThat(this.client.isOpen()).isTrue();
		assertThat(isReused()).isFalse();
	}

	@Test
	void contextStaysTheSameWhenItIsReplaced() {
		int before = this.context.hashCode();
		this.context.replace(new TlsGeneration(client()));
		assertThat(this.context.hashCode()).isEqualTo(before);
		assertThat(this.context.isClient()).isTrue();
		assertThat(this.context.cipherSuites()).isNotEmpty();
		assertThat(this.context.sessionContext()).isNotNull();
	}

}
