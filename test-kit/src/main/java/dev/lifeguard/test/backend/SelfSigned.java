package dev.lifeguard.test.backend;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writer of a certificate for {@code localhost} and 127.0.0.1 that vouches for itself.
 * The JDK reads certificates and writes none.
 * <p>
 * Source: RFC 5280, section 4.1.
 */
final class SelfSigned {

	private static final int SEQUENCE = 0x30;

	private static final int SET = 0x31;

	private static final int INTEGER = 0x02;

	private static final int BITS = 0x03;

	private static final int OCTETS = 0x04;

	private static final int IDENTIFIER = 0x06;

	private static final int TEXT = 0x0c;

	private static final int TIME = 0x17;

	private static final byte[] TRUE = der(0x01, new byte[] { (byte) 0xff });

	/** ECDSA with SHA-256: 1.2.840.10045.4.3.2. */
	private static final byte[] ALGORITHM = der(SEQUENCE,
			der(IDENTIFIER, new byte[] { 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02 }));

	private static final byte[] COMMON_NAME = der(IDENTIFIER, new byte[] { 0x55, 0x04, 0x03 });

	private static final byte[] BASIC_CONSTRAINTS = der(IDENTIFIER, new byte[] { 0x55, 0x1d, 0x13 });

	private static final byte[] ALTERNATIVE_NAMES = der(IDENTIFIER, new byte[] { 0x55, 0x1d, 0x11 });

	private static final Duration VALID = Duration.ofDays(30);

	private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT)
		.withZone(ZoneOffset.UTC);

	private SelfSigned() {
	}

	static KeyPair keys() throws GeneralSecurityException {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
		generator.initialize(256);
		return generator.generateKeyPair();
	}

	/**
	 * Make a certificate that is valid now, and some days longer than a test may take.
	 * @param keys the keys that it is for and signed with
	 */
	static X509Certificate certificate(KeyPair keys) throws GeneralSecurityException {
		byte[] content = content(keys, Instant.now());
		Signature signature = Signature.getInstance("SHA256withECDSA");
		signature.initSign(keys.getPrivate());
		signature.update(content);
		byte[] certificate = der(SEQUENCE, content, ALGORITHM, der(BITS, new byte[1], signature.sign()));
		return (X509Certificate) CertificateFactory.getInstance("X.509")
			.generateCertificate(new ByteArrayInputStream(certificate));
	}

	private static byte[] content(KeyPair keys, Instant now) {
		byte[] version3 = der(0xa0, der(INTEGER, new byte[] { 2 }));
		byte[] number = der(INTEGER, new byte[] { 1 });
		byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(TEXT, ascii("broken-backend")))));
		byte[] validity = der(SEQUENCE, der(TIME, ascii(UTC.format(now.minus(VALID)))),
				der(TIME, ascii(UTC.format(now.plus(VALID)))));
		return der(SEQUENCE, version3, number, ALGORITHM, name, validity, name, keys.getPublic().getEncoded(),
				extensions());
	}

	private static byte[] extensions() {
		byte[] authority = der(SEQUENCE, BASIC_CONSTRAINTS, TRUE, der(OCTETS, der(SEQUENCE, TRUE)));
		byte[] names = der(SEQUENCE, der(0x82, ascii("localhost")), der(0x87, new byte[] { 127, 0, 0, 1 }));
		return der(0xa3, der(SEQUENCE, authority, der(SEQUENCE, ALTERNATIVE_NAMES, der(OCTETS, names))));
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Return an element: what it is, its length, its content.
	 */
	private static byte[] der(int tag, byte[]... contents) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		for (byte[] part : contents) {
			content.writeBytes(part);
		}
		ByteArrayOutputStream element = new ByteArrayOutputStream();
		element.write(tag);
		int length = content.size();
		if (length > 0xff) {
			element.write(0x82);
			element.write(length >> 8);
		}
		else if (length > 0x7f) {
			element.write(0x81);
		}
		element.write(length);
		element.writeBytes(content.toByteArray());
		return element.toByteArray();
	}

}
