package dev.lifeguard.benchmarks.peers;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BrokenConnection}.
 */
class BrokenConnectionTests {

	@Test
	void isBehindWhatCouldNotConnectOrEndedEarly() {
		assertThat(BrokenConnection.isBehind(new ConnectException())).isTrue();
		assertThat(BrokenConnection.isBehind(new ResourceAccessException("", new EOFException()))).isTrue();
	}

	@Test
	void isNotBehindATimeout() {
		assertThat(BrokenConnection.isBehind(new ResourceAccessException("", new SocketTimeoutException()))).isFalse();
		assertThat(BrokenConnection.isBehind(new RuntimeException(new TimeoutException()))).isFalse();
		assertThat(BrokenConnection.isBehind(new HttpConnectTimeoutException("").initCause(new ConnectException())))
			.isFalse();
	}

	@Test
	void isNotBehindARefusalByTheClient() {
		assertThat(BrokenConnection.isBehind(new IllegalStateException("too many wait"))).isFalse();
	}

}
