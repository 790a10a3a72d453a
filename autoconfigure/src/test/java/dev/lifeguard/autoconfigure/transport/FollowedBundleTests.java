package dev.lifeguard.autoconfigure.transport;

import java.security.NoSuchAlgorithmException;
import java.util.Set;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import dev.lifeguard.transport.ClientTls;
import dev.lifeguard.transport.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of {@link FollowedBundle}. What a connection makes of it, {@code TlsTests} shows.
 */
@ExtendWith(OutputCaptureExtension.class)
class FollowedBundleTests {

	private static final String RELOADED = "client 'orders': the SSL bundle 'backend' was reloaded: new connections use it, "
			+ "0 open ones end with their call";

	private static final String UNUSABLE = "client 'orders': the reloaded SSL bundle 'backend' cannot be used";

	private final DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();

	@Test
	void bundleThatIsNotThereIsAnError() {
		assertThatExceptionOfType(NoSuchSslBundleException.class).isThrownBy(this::follow);
	}

	@Test
	void cipherThatDoesNotExistIsAnErrorBeforeAConnectionNeedsIt() {
		this.bundles.registerBundle("backend", bundle("TLS_NO_SUCH_CIPHER", null));
		assertThatIllegalStateException().isThrownBy(this::follow)
			.withMessage("client 'orders': the SSL bundle 'backend' cannot be used")
			.withCauseInstanceOf(SSLException.class)
			.withStackTraceContaining("TLS_NO_SUCH_CIPHER");
	}

	@Test
	void versionThatDoesNotExistIsAnErrorBeforeAConnectionNeedsIt() {
		this.bundles.registerBundle("backend", bundle(null, "TLSv9"));
		assertThatIllegalStateException().isThrownBy(this::follow).withStackTraceContaining("TLSv9");
	}

	@Test
	void reloadedBundleIsTakenUp(CapturedOutput output) throws NoSuchAlgorithmException {
		this.bundles.registerBundle("backend", bundle(null, null));
		follow();
		String cipher = SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites()[0];
		this.bundles.updateBundle("backend", bundle(cipher, null));
		assertThat(output).containsOnlyOnce(RELOADED).doesNotContain(UNUSABLE);
	}

	@Test
	void reloadedBundleThatCannotBeUsedChangesNothing(CapturedOutput output) {
		this.bundles.registerBundle("backend", bundle(null, null));
		follow();
		this.bundles.updateBundle("backend", bundle("TLS_NO_SUCH_CIPHER", null));
		assertThat(output).containsOnlyOnce(UNUSABLE).contains("TLS_NO_SUCH_CIPHER").doesNotContain(RELOADED);
		this.bundles.updateBundle("backend", bundle(null, "TLSv1.3"));
		assertThat(output).containsOnlyOnce(RELOADED);
	}

	private ClientTls follow() {
		return FollowedBundle.tls("orders", "backend", this.bundles, Protocol.HTTP1);
	}

	private static SslBundle bundle(@Nullable String cipher, @Nullable String version) {
		SslOptions options = SslOptions.of((cipher != null) ? Set.of(cipher) : null,
				(version != null) ? Set.of(version) : null);
		return SslBundle.of(SslStoreBundle.NONE, SslBundleKey.NONE, options);
	}

}
