package dev.lifeguard.test.backend;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

import javax.net.ssl.SSLException;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;

/**
 * Certificate of the backends of this virtual machine, made when the first of them needs
 * it.
 */
final class ServerTls {

	private final X509Certificate certificate;

	private final SslContext context;

	private ServerTls() {
		try {
			KeyPair keys = SelfSigned.keys();
			this.certificate = SelfSigned.certificate(keys);
			this.context = SslContextBuilder.forServer(keys.getPrivate(), this.certificate)
				.ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
				.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
						SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
						ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1))
				.build();
		}
		catch (GeneralSecurityException | SSLException ex) {
			throw new IllegalStateException("No certificate can be made for a backend with TLS", ex);
		}
	}

	static ServerTls get() {
		return Lazy.INSTANCE;
	}

	SslContext context() {
		return this.context;
	}

	/**
	 * Return the certificate that a client has to trust.
	 */
	String pem() {
		try {
			Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] { '\n' });
			return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
				.formatted(encoder.encodeToString(this.certificate.getEncoded()));
		}
		catch (CertificateEncodingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Holder of the certificate, once it is needed.
	 */
	private static final class Lazy {

		static final ServerTls INSTANCE = new ServerTls();

	}

}
