package dev.lifeguard.test.backend;

import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * Certificate of the backends of this virtual machine, made when the first of them needs
 * it.
 */
final class ServerTls {

	private final X509Bundle certificate;

	private final SslContext context;

	private ServerTls() {
		try {
			this.certificate = new CertificateBuilder().subject("CN=broken-backend")
				.addSanDnsName("localhost")
				.addSanIpAddress("127.0.0.1")
				.setIsCertificateAuthority(true)
				.buildSelfSigned();
			this.context = SslContextBuilder
				.forServer(this.certificate.getKeyPair().getPrivate(), this.certificate.getCertificatePath())
				.ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
				.applicationProtocolConfig(new ApplicationProtocolConfig(Protocol.ALPN,
						SelectorFailureBehavior.NO_ADVERTISE, SelectedListenerFailureBehavior.ACCEPT,
						ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1))
				.build();
		}
		catch (Exception ex) {
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
		return this.certificate.getCertificatePEM();
	}

	/**
	 * Holder of the certificate, once it is needed.
	 */
	private static final class Lazy {

		static final ServerTls INSTANCE = new ServerTls();

	}

}
