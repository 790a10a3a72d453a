package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.stream.Stream;

import io.netty.pkitesting.X509Bundle;

/**
 * The files of the SSL bundle {@code backend}, as a certificate manager keeps them on
 * disk.
 */
public final class PemFiles {

	private static final String BUNDLE = "spring.ssl.bundle.pem.backend.";

	private final Path directory;

	/**
	 * Create the files.
	 * @param directory where
	 * @param own the client's certificate and key
	 * @param trusted the authority whose servers are believed
	 */
	public PemFiles(Path directory, X509Bundle own, Authority trusted) {
		this.directory = directory;
		own(own);
		trusted(trusted);
	}

	/**
	 * Replace the client's certificate and key.
	 * @param own the new ones
	 */
	public void own(X509Bundle own) {
		write("own.key", own.getPrivateKeyPEM());
		write("own.crt", own.getCertificatePathPEM());
	}

	/**
	 * Replace the authority whose servers are believed.
	 * @param trusted the new one
	 */
	public void trusted(Authority trusted) {
		write("ca.crt", trusted.root().getRootCertificatePEM());
	}

	/**
	 * Replace the authority's certificate by something that is none.
	 */
	public void damage() {
		write("ca.crt", "-----BEGIN CERTIFICATE-----\nbm9uZQ==\n-----END CERTIFICATE-----\n");
	}

	private void write(String name, String content) {
		try {
			Path file = Files.writeString(this.directory.resolve(name + ".new"), content);
			Files.move(file, this.directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the properties of the bundle, which is reloaded when a file changes.
	 * @param more more properties
	 * @return the properties, as {@code key=value}
	 */
	public String[] properties(String... more) {
		return Stream.concat(Stream.of(BUNDLE + "keystore.certificate=file:" + this.directory.resolve("own.crt"),
				BUNDLE + "keystore.private-key=file:" + this.directory.resolve("own.key"),
				BUNDLE + "truststore.certificate=file:" + this.directory.resolve("ca.crt"),
				BUNDLE + "keystore.verify-keys=true", BUNDLE + "reload-on-update=true",
				"spring.ssl.bundle.watch.file.quiet-period=50ms"), Arrays.stream(more))
			.toArray(String[]::new);
	}

}
