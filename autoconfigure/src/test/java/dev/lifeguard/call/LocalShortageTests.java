package dev.lifeguard.call;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LocalShortage}.
 */
class LocalShortageTests {

	@Test
	void openFilesAreNamed() {
		assertThat(LocalShortage.of(new IOException("socket: Too many open files")))
			.isEqualTo("no connection could be opened, because this process has too many open files (ulimit -n)");
	}

	@Test
	void localPortsAreNamedWhereverInTheChainTheyAre() {
		Throwable failure = new ConnectException();
		failure.initCause(new IOException("connect", new BindException("Cannot assign requested address")));
		assertThat(LocalShortage.of(failure)).contains("no local port or address")
			.contains("net.ipv4.ip_local_port_range");
	}

	@Test
	void otherFailuresAreNoShortage() {
		assertThat(LocalShortage.of(new ConnectException("Connection refused"))).isNull();
		assertThat(LocalShortage.of(new IOException((String) null))).isNull();
	}

	@Test
	void chainWithoutEndHasAnEnd() {
		assertThat(LocalShortage.of(new OwnCause())).isNull();
	}

	@SuppressWarnings("serial")
	private static final class OwnCause extends Exception {

		@Override
		public synchronized Throwable getCause() {
			return this;
		}

	}

}
