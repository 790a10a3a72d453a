package dev.lifeguard.test;

import dev.lifeguard.transport.Protocol;

import org.springframework.util.Assert;

/**
 * What {@link BrokenBackend @BrokenBackend} says. Equal settings make equal contexts.
 *
 * @param client the client's name
 * @param timeScale the factor of the client's waits
 * @param tls whether the backend speaks TLS
 * @param protocol what the client speaks
 */
record BackendSettings(String client, double timeScale, boolean tls, Protocol protocol) {

	static final double TIME_SCALE = 0.1;

	BackendSettings {
		Assert.hasText(client, "A @BrokenBackend takes the place of the backend of a client: write the client's name");
		Assert.isTrue(timeScale > 0,
				() -> "The timeScale of a @BrokenBackend must be greater than 0, not " + timeScale);
		Assert.isTrue(!tls || protocol != Protocol.H2C, "h2c is HTTP/2 without TLS: write protocol = H2");
		tls = tls || protocol == Protocol.H2;
	}

	static BackendSettings of(BrokenBackend annotation) {
		return new BackendSettings(annotation.value(), annotation.timeScale(), annotation.tls(), annotation.protocol());
	}

	/**
	 * Return the name of the SSL bundle that trusts the backend.
	 */
	String sslBundle() {
		return "broken-backend-" + this.client;
	}

}
