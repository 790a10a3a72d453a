package dev.lifeguard.transport;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import dev.lifeguard.testsupport.Authority;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.pkitesting.X509Bundle;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ReplaceableSslContext}.
 */
class ReplaceableSslContextTests {

	private static final ByteBufAllocator ALLOCATOR = UnpooledByteBufAllocator.DEFAULT;

	private static final Authority AUTHORITY = new Authority("authority");

	private static final SslContext SERVER = server();

	private static final String OLD = "TLSv1.2";

	private static final String NEW = "TLSv1.3";

	private final TlsGeneration first = new TlsGeneration(client(OLD));

	private final TlsGeneration second = new TlsGeneration(client(NEW));

	private final ReplaceableSslContext context = new ReplaceableSslContext(this.first);

	static Stream<Named<Function<SslContext, SslHandler>>> handlers() {
		return Stream.of(Named.of("any", (context) -> context.newHandler(ALLOCATOR)),
				Named.of("with threads", (context) -> context.newHandler(ALLOCATOR, Runnable::run)),
				Named.of("for a peer", (context) -> ofPeer(context.newHandler(ALLOCATOR, "a", 443))),
				Named.of("for a peer, with threads",
						(context) -> ofPeer(context.newHandler(ALLOCATOR, "a", 443, Runnable::run))));
	}

	@ParameterizedTest
	@MethodSource("handlers")
	void handlersAreOfTheGenerationInForce(Function<SslContext, SslHandler> made) {
		assertThat(made.apply(this.context).engine().getEnabledProtocols()).containsExactly(OLD);
		assertThat(this.context.replace(this.second)).isSameAs(this.first);
		assertThat(made.apply(this.context).engine().getEnabledProtocols()).containsExactly(NEW);
	}

	@Test
	void enginesAreOfTheGenerationInForce() {
		this.context.replace(this.second);
		assertThat(this.context.newEngine(ALLOCATOR).getEnabledProtocols()).containsExactly(NEW);
		SSLEngine ofPeer = this.context.newEngine(ALLOCATOR, "a", 443);
		assertThat(ofPeer.getEnabledProtocols()).containsExactly(NEW);
		assertThat(ofPeer.getPeerHost()).isEqualTo("a");
	}

	@ParameterizedTest
	@MethodSource("handlers")
	void handlersBelongToTheGenerationThatTheyAreMadeWith(Function<SslContext, SslHandler> made) {
		SslHandler handler = made.apply(this.context);
		this.context.replace(this.second);
		EmbeddedChannel client = new EmbeddedChannel(handler);
		EmbeddedChannel server = new EmbeddedChannel(SERVER.newHandler(ALLOCATOR));
		for (int flight = 0; flight < 10; flight++) {
			pass(client, server);
			pass(server, client);
		}
		assertThat(handler.handshakeFuture().isSuccess()).isTrue();
		assertThat(this.second.retire()).isZero();
		assertThat(this.first.retire()).isOne();
	}

	@Test
	void factsAreThoseOfTheGenerationInForce() {
		assertThat(this.context.isClient()).isTrue();
		for (TlsGeneration generation : List.of(this.first, this.second)) {
			this.context.replace(generation);
			SslContext behind = generation.context();
			assertThat(this.context.cipherSuites()).isSameAs(behind.cipherSuites());
			assertThat(this.context.sessionContext()).isSameAs(behind.sessionContext());
			assertThat(negotiator(this.context)).isSameAs(negotiator(behind));
		}
	}

	@SuppressWarnings("deprecation")
	private static Object negotiator(SslContext context) {
		return context.applicationProtocolNegotiator();
	}

	private static SslHandler ofPeer(SslHandler handler) {
		assertThat(handler.engine().getPeerHost()).isEqualTo("a");
		assertThat(handler.engine().getPeerPort()).isEqualTo(443);
		return handler;
	}

	private static void pass(EmbeddedChannel from, EmbeddedChannel to) {
		for (Object message = from.readOutbound(); message != null; message = from.readOutbound()) {
			to.writeInbound(message);
		}
	}

	private static SslContext client(String protocol) {
		try {
			return SslContextBuilder.forClient()
				.trustManager(AUTHORITY.root().getCertificate())
				.endpointIdentificationAlgorithm(null)
				.protocols(protocol)
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SslContext server() {
		X509Bundle own = AUTHORITY.issue("server", "localhost");
		try {
			return SslContextBuilder.forServer(own.getKeyPair().getPrivate(), own.getCertificatePath()).build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
