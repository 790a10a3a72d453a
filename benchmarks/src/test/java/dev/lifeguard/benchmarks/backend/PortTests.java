package dev.lifeguard.benchmarks.backend;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Port}.
 */
class PortTests {

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

	private final List<Port> ports = List.of(new Port(this.group.next(), 4), new Port(this.group.next(), 4));

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofMillis(200)).build();

	@AfterEach
	void stop() {
		Port.trouble(this.ports, Trouble.NONE);
		this.group.shutdownGracefully();
	}

	@Test
	void answers() throws Exception {
		assertThat(status(this.ports.get(0))).isEqualTo(200);
	}

	@Test
	void allHaveTheTrouble() throws Exception {
		Port.trouble(this.ports, Trouble.FAIL);
		for (Port port : this.ports) {
			assertThat(status(port)).isEqualTo(503);
		}
	}

	@Test
	void holeLetsNobodyInUntilItIsOver() throws Exception {
		for (Port port : this.ports) {
			assertThat(status(port)).isEqualTo(200);
		}
		Port.trouble(this.ports, Trouble.HOLE);
		for (Port port : this.ports) {
			assertThatExceptionOfType(HttpConnectTimeoutException.class).isThrownBy(() -> status(port));
		}
		Port.trouble(this.ports, Trouble.NONE);
		for (Port port : this.ports) {
			assertThat(status(port)).isEqualTo(200);
		}
	}

	private int status(Port port) throws IOException, InterruptedException {
		URI url = URI.create("http://127.0.0.1:" + port.number() + "/orders");
		return this.client
			.send(HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.discarding())
			.statusCode();
	}

}
