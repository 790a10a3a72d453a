package dev.lifeguard.autoconfigure.preload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;

import org.jspecify.annotations.Nullable;

/**
 * Certificate of a {@link LoopbackServer}, made when it is needed and believed by the
 * client of the dry run only. It is signed by another one, so that the client verifies a
 * path as it does with a backend's.
 *
 * @param key the server's key
 * @param certificate the server's certificate
 * @param issuer the certificate that the client believes
 */
record LoopbackCertificate(PrivateKey key, X509Certificate certificate, X509Certificate issuer) {

	private static final int SEQUENCE = 0x30;

	private static final int INTEGER = 0x02;

	private static final int BIT_STRING = 0x03;

	private static final int OBJECT = 0x06;

	private static final int TIME = 0x17;

	/** {@code ecdsa-with-SHA256}, 1.2.840.10045.4.3.2. */
	private static final byte[] ECDSA = { 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02 };

	private static final char[] NO_PASSWORD = new char[0];

	static LoopbackCertificate create() {
		try {
			KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
			generator.initialize(256);
			KeyPair issuer = generator.generateKeyPair();
			KeyPair server = generator.generateKeyPair();
			return new LoopbackCertificate(server.getPrivate(), sign(LoopbackServer.HOST, server, issuer.getPrivate()),
					sign("issuer", issuer, issuer.getPrivate()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Make a certificate of X.509's first version, which needs the least.
	 */
	private static X509Certificate sign(String name, KeyPair keys, PrivateKey issuer) throws GeneralSecurityException {
		byte[] algorithm = der(SEQUENCE, der(OBJECT, ECDSA));
		byte[] validity = der(SEQUENCE, time("200101000000Z"), time("491231235959Z"));
		byte[] content = der(SEQUENCE, der(INTEGER, new byte[] { 1 }), algorithm, name("issuer"), validity, name(name),
				keys.getPublic().getEncoded());
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(issuer);
		signature.update(content);
		byte[] certificate = der(SEQUENCE, content, algorithm, der(BIT_STRING, new byte[1], signature.sign()));
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(certificate));
	}

	private static byte[] name(String name) {
		return new X500Principal("CN=" + name).getEncoded();
	}

	private static byte[] time(String time) {
		return der(TIME, time.getBytes(StandardCharsets.US_ASCII));
	}

	/**
	 * Encode a value of less than 64 KiB. The length of one of 128 bytes or more is
	 * preceded by how many bytes it has, which are as few as possible.
	 */
	private static byte[] der(int tag, byte[]... parts) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream value = new ByteArrayOutputStream();
		value.write(tag);
		if (content.size() >= 0x100) {
			value.write(0x82);
			value.write(content.size() >> 8);
		}
		else if (content.size() >= 0x80) {
			value.write(0x81);
		}
		value.write(content.size());
		value.writeBytes(content.toByteArray());
		return value.toByteArray();
	}

	X509Certificate[] chain() {
		return new X509Certificate[] { this.certificate };
	}

	/**
	 * Return what a client without a certificate proves itself with.
	 */
	KeyManagerFactory noKeys() {
		return keys(null);
	}

	/**
	 * Return what lets a client believe the server.
	 */
	TrustManagerFactory trust() {
		try {
			KeyStore store = store();
			store.setCertificateEntry("issuer", this.issuer);
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(store);
			return trust;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return what makes the server's sockets.
	 */
	SSLServerSocketFactory serverSockets() {
		try {
			KeyStore store = store();
			store.setKeyEntry("server", this.key, NO_PASSWORD, new Certificate[] { this.certificate });
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(keys(store).getKeyManagers(), trust().getTrustManagers(), null);
			return context.getServerSocketFactory();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyManagerFactory keys(@Nullable KeyStore store) {
		try {
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store, NO_PASSWORD);
			return keys;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static KeyStore store() throws GeneralSecurityException {
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		try {
			store.load(null, null);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return store;
	}

}
