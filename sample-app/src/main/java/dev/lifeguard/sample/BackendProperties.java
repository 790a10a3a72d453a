package dev.lifeguard.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the backend listens.
 *
 * @param port its port on the loopback interface
 */
@ConfigurationProperties("sample.backend")
record BackendProperties(int port) {

	static final String HOST = "127.0.0.1";

	String url() {
		return "http://" + HOST + ":" + this.port;
	}

}
