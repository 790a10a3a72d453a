package dev.lifeguard.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.blocking.LeasedRequestFactory;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.registry.ClientRegistry;
import org.assertj.core.api.Assertions;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpResponse;

/**
 * A backend that takes requests and never answers.
 */
public final class StuckBackend implements AutoCloseable {

	private final ServerSocket server;

	private final List<Socket> connections = new ArrayList<>();

	/**
	 * Start a backend.
	 */
	public StuckBackend() {
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return an application whose client {@code orders} calls this backend.
	 * @return a runner
	 */
	public ApplicationContextRunner application() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(LifeguardAutoConfiguration.class))
			.withPropertyValues("lifeguard.clients.orders.base-url=" + url(),
					"spring.lifecycle.timeout-per-shutdown-phase=1s");
	}

	/**
	 * Let calls take every place of the client, and return what the next one is told.
	 * @param registry where the client {@code orders} is
	 * @return the failure
	 */
	public PoolExhaustedException exhaust(ClientRegistry registry) {
		ManagedClient client = registry.client("orders");
		for (int call = 0; call < client.settings().pool().maxConnections(); call++) {
			CompletableFuture.runAsync(() -> Assertions.catchThrowable(() -> call(client)), OwnThread.EXECUTOR);
			receive();
		}
		return Assertions.catchThrowableOfType(PoolExhaustedException.class, () -> call(client));
	}

	private void call(ManagedClient client) throws IOException {
		try (ClientHttpResponse response = new LeasedRequestFactory(client)
			.createRequest(URI.create(url()), HttpMethod.GET)
			.execute()) {
			response.getStatusCode();
		}
	}

	/**
	 * Wait until a request begins to arrive: its connection serves a call by then.
	 */
	private void receive() {
		try {
			Socket connection = this.server.accept();
			this.connections.add(connection);
			Assertions.assertThat(connection.getInputStream().read()).isNotNegative();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private String url() {
		return "http://localhost:" + this.server.getLocalPort();
	}

	@Override
	public void close() {
		try {
			for (Socket connection : this.connections) {
				connection.close();
			}
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
