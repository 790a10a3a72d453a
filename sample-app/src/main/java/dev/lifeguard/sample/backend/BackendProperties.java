package dev.lifeguard.sample.backend;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Properties of the backends' ports.
 *
 * @param backend the one that the client {@code orders} and the walk-through call
 * @param plainBackend the one that the page's plain client calls
 */
@ConfigurationProperties("sample")
record BackendProperties(Place backend, Place plainBackend) {

	/**
	 * Port of one backend.
	 *
	 * @param port its port on the loopback interface
	 */
	record Place(int port) {

	}

}
