package dev.lifeguard.testsupport;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * A certificate authority of a test's own.
 */
public final class Authority {

	private final X509Bundle root;

	/**
	 * Create an authority.
	 * @param name its name
	 */
	public Authority(String name) {
		try {
			this.root = new CertificateBuilder().subject("CN=" + name)
				.setIsCertificateAuthority(true)
				.buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Issue a certificate.
	 * @param name whom it is for
	 * @param hosts the host names and addresses it holds for
	 * @return the certificate and its key
	 */
	public X509Bundle issue(String name, String... hosts) {
		CertificateBuilder certificate = new CertificateBuilder().subject("CN=" + name);
		for (String host : hosts) {
			if (Character.isDigit(host.charAt(0))) {
				certificate.addSanIpAddress(host);
			}
			else {
				certificate.addSanDnsName(host);
			}
		}
		try {
			return certificate.buildIssuedBy(this.root);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	public X509Bundle root() {
		return this.root;
	}

}
