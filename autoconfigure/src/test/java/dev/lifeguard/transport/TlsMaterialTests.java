package dev.lifeguard.transport;

import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

import dev.lifeguard.testsupport.Authority;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.X509Bundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link TlsMaterial}. What keys and trust are good for, {@link ClientTlsTests}
 * shows on a connection.
 */
class TlsMaterialTests {

	private static final X509Bundle OWN = new Authority("authority").issue("client");

	@Test
	void contextIsAClients() throws Exception {
		SslContext context = material(null, null).context(Protocol.HTTP1);
		assertThat(context.isClient()).isTrue();
		assertThat(negotiated(context)).isEmpty();
	}

	@Test
	void onlyHttp2OverTlsIsNegotiated() throws Exception {
		TlsMaterial material = material(null, null);
		assertThat(negotiated(material.context(Protocol.H2))).containsExactly("h2");
		assertThat(negotiated(material.context(Protocol.H2C))).isEmpty();
	}

	@Test
	void ciphersAndVersionsAreThoseOfTheMaterial() throws Exception {
		SSLEngine engine = engine(material(Set.of("TLS_AES_128_GCM_SHA256"), Set.of("TLSv1.3")));
		assertThat(engine.getEnabledCipherSuites()).containsExactly("TLS_AES_128_GCM_SHA256");
		assertThat(engine.getEnabledProtocols()).containsExactly("TLSv1.3");
	}

	@Test
	void ciphersAndVersionsAreTheJdksOtherwise() throws Exception {
		SSLEngine engine = engine(material(null, null));
		assertThat(engine.getEnabledCipherSuites()).hasSizeGreaterThan(1);
		assertThat(engine.getEnabledProtocols()).contains("TLSv1.2", "TLSv1.3");
	}

	@Test
	void ciphersAndVersionsThatDoNotExistAreRefusedBeforeAConnectionNeedsThem() throws Exception {
		TlsMaterial cipher = material(Set.of("TLS_NO_SUCH_CIPHER"), null);
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> cipher.context(Protocol.HTTP1))
			.withMessageContaining("TLS_NO_SUCH_CIPHER");
		TlsMaterial version = material(null, Set.of("TLSv9"));
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> version.context(Protocol.H2))
			.withMessageContaining("TLSv9");
	}

	private static SSLEngine engine(TlsMaterial material) throws SSLException {
		return material.context(Protocol.HTTP1).newEngine(UnpooledByteBufAllocator.DEFAULT);
	}

	private static TlsMaterial material(@Nullable Set<String> ciphers, @Nullable Set<String> protocols)
			throws Exception {
		return new TlsMaterial(OWN.toKeyManagerFactory(), OWN.toTrustManagerFactory(), ciphers, protocols);
	}

	@SuppressWarnings("deprecation")
	private static List<String> negotiated(SslContext context) {
		return context.applicationProtocolNegotiator().protocols();
	}

}
