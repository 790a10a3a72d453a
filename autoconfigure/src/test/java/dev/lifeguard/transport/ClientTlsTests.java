package dev.lifeguard.transport;

import java.security.GeneralSecurityException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.TlsBackend;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link ClientTls}, on real connections.
 */
class ClientTlsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final Authority AUTHORITY = new Authority("authority");

	private static final TlsBackend BACKEND = TlsBackend.start(AUTHORITY.issue("server", "localhost"), AUTHORITY);

	private static final TlsMaterial OLD = material("old", AUTHORITY);

	private static final TlsMaterial NEW = material("new", AUTHORITY);

	private final ConnectionProvider provider = ConnectionProvider.create("tls", 1);

	private final ClientTls tls = new ClientTls(OLD, Protocol.HTTP1);

	private final HttpClient http = this.tls.applyTo(HttpClient.create(this.provider));

	ClientTlsTests() throws SSLException {
	}

	@AfterEach
	void dispose() {
		this.provider.disposeLater().block(PATIENCE);
	}

	@AfterAll
	static void close() {
		BACKEND.close();
	}

	@Test
	void newConnectionsUseTheNewMaterialAndIdleOnesOfTheOldAreClosed() throws Exception {
		assertThat(get(BACKEND.url())).isEqualTo("CN=old");
		assertThat(get(BACKEND.url())).isEqualTo("CN=old");
		assertThat(this.tls.replace(NEW)).isOne();
		await().until(() -> BACKEND.openOf("old") == 0);
		assertThat(get(BACKEND.url())).isEqualTo("CN=new");
		assertThat(this.tls.replace(OLD)).isOne();
	}

	@Test
	void poolIsFoundAgainAfterAChange() throws Exception {
		int before = this.http.configuration().channelHash();
		this.tls.replace(NEW);
		assertThat(this.http.configuration().channelHash()).isEqualTo(before);
	}

	@Test
	void serversAreBelievedByTheNewMaterial() throws Exception {
		this.tls.replace(material("new", new Authority("another")));
		StepVerifier.create(this.http.get().uri(BACKEND.url()).response())
			.expectError(SSLHandshakeException.class)
			.verify(PATIENCE);
	}

	@Test
	void namesOfServersAreVerified() {
		StepVerifier.create(this.http.get().uri("https://127.0.0.1:" + BACKEND.port()).response())
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(SSLHandshakeException.class)
				.hasStackTraceContaining("127.0.0.1"))
			.verify(PATIENCE);
	}

	@Test
	void materialThatIsNoGoodLeavesTheOldInForce() throws Exception {
		TlsMaterial bad = new TlsMaterial(OLD.keys(),
				TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm()), null, null);
		assertThatExceptionOfType(SSLException.class).isThrownBy(() -> this.tls.replace(bad));
		assertThat(get(BACKEND.url())).isEqualTo("CN=old");
	}

	private String get(String url) {
		return this.http.get().uri(url).responseContent().aggregate().asString().block(PATIENCE);
	}

	private static TlsMaterial material(String name, Authority trusted) {
		try {
			return new TlsMaterial(AUTHORITY.issue(name).toKeyManagerFactory(), trusted.root().toTrustManagerFactory(),
					null, null);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
