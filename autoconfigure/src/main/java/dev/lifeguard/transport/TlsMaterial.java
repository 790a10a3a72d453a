package dev.lifeguard.transport;

import java.util.Set;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Key material and trusted certificates of a client.
 *
 * @param keys the client's own certificates and their keys
 * @param trust the certificates that servers are believed by
 * @param ciphers the ciphers to use, or {@code null} for the JDK's
 * @param protocols the versions of TLS to use, or {@code null} for the JDK's
 * @since 0.1.0
 */
public record TlsMaterial(KeyManagerFactory keys, TrustManagerFactory trust, @Nullable Set<String> ciphers,
		@Nullable Set<String> protocols) {

	SslContext context(Protocol protocol) throws SSLException {
		SslContext context = protocol
			.applyTo(SslContextBuilder.forClient()
				.keyManager(this.keys)
				.trustManager(this.trust)
				.ciphers(this.ciphers)
				.protocols(this.protocols))
			.build();
		tryOut(context);
		return context;
	}

	/**
	 * Make an engine, because only an engine refuses ciphers and versions that do not
	 * exist.
	 */
	private static void tryOut(SslContext context) throws SSLException {
		try {
			ReferenceCountUtil.release(context.newEngine(UnpooledByteBufAllocator.DEFAULT));
		}
		catch (IllegalArgumentException ex) {
			throw new SSLException(ex.getMessage(), ex);
		}
	}

}
