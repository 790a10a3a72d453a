package dev.lifeguard.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lifeguard.testsupport.ClosedPort;
import dev.lifeguard.testsupport.ScriptedServer;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@link WarmUp}, on real connections.
 */
@ExtendWith(OutputCaptureExtension.class)
class WarmUpTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int MOST = 3;

	private final ConnectionProvider provider = ConnectionProvider.create("warm", MOST);

	private final AtomicInteger unknown = new AtomicInteger();

	private IOException failure = new UnknownHostException("no such name");

	private final HttpClient http = HttpClient.create(this.provider).resolver(new Names());

	@AfterEach
	void dispose() {
		this.provider.disposeLater().block(PATIENCE);
	}

	@Test
	void callsFindTheConnectionsThatWereOpened() throws IOException {
		try (ScriptedServer server = server()) {
			warmUp(MOST, url(server));
			await().until(() -> server.connections() == MOST);
			assertThat(server.requests()).isZero();
			call(MOST, server);
			assertThat(server.connections()).isEqualTo(MOST);
		}
	}

	@Test
	void connectionsThatCouldNotBeOpenedAreCountedAndTheOthersGivenBack(CapturedOutput output) throws IOException {
		this.unknown.set(1);
		try (ScriptedServer server = server()) {
			warmUp(MOST, url(server));
			await().until(() -> output.toString().contains("; calls will open them"));
			assertThat(output).containsOnlyOnce(
					"client 'test': 1 of 3 connections could not be opened at start: no such name; calls will open them");
			call(MOST - 1, server);
			assertThat(server.connections()).isEqualTo(MOST - 1);
		}
	}

	@Test
	void connectionsAreAnnouncedToTheClientsObserver() throws IOException {
		List<String> states = new CopyOnWriteArrayList<>();
		try (ScriptedServer server = server()) {
			HttpClient http = this.http.observe((connection, state) -> states.add(state.toString()));
			new WarmUp("test", 1).begin(http, URI.create(url(server)));
			await().until(() -> states.contains("[connected]"));
		}
	}

	@Test
	void serverThatIsNotThereIsSaidOnce(CapturedOutput output) throws IOException {
		warmUp(2, "http://orders.test:" + ClosedPort.find());
		await().until(() -> output.toString().contains("; calls will open them"));
		assertThat(output).containsOnlyOnce("client 'test': 2 of 2 connections could not be opened at start: ");
	}

	@Test
	void failureWithoutWordsIsSaidByItsType(CapturedOutput output) {
		this.unknown.set(1);
		this.failure = new ClosedChannelException();
		warmUp(1, "http://orders.test:1");
		await().until(() -> output.toString()
			.contains("could not be opened at start: ClosedChannelException; calls will open them"));
	}

	@Test
	void connectionToASecureUrlIsSecure() throws IOException {
		int handshake = 22;
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			server.setSoTimeout((int) PATIENCE.toMillis());
			warmUp(1, "HTTPS://orders.test:" + server.getLocalPort());
			assertThat(firstByte(server)).isEqualTo(handshake);
		}
	}

	private static int firstByte(ServerSocket server) throws IOException {
		try (Socket connection = server.accept()) {
			connection.setSoTimeout((int) PATIENCE.toMillis());
			return connection.getInputStream().read();
		}
	}

	private void warmUp(int wanted, String url) {
		new WarmUp("test", wanted).begin(this.http, URI.create(url));
	}

	private static ScriptedServer server() {
		return ScriptedServer.start((exchange) -> exchange.hold().send("HTTP/1.1 204 No Content\r\n\r\n"));
	}

	private static String url(ScriptedServer server) {
		return server.url().replace("127.0.0.1", "orders.test");
	}

	/**
	 * Make calls at once, each of which needs a connection of its own.
	 */
	private void call(int calls, ScriptedServer server) {
		Mono<Integer> call = this.http.get()
			.uri(url(server))
			.responseSingle((response, body) -> body.thenReturn(response.status().code()));
		CompletableFuture<List<Integer>> answers = Flux.range(0, calls)
			.flatMap((number) -> call)
			.collectList()
			.toFuture();
		await().until(() -> server.requests() == calls);
		server.release();
		assertThat(answers.join()).containsOnly(204);
	}

	/**
	 * Resolves names to this machine, except for the first few times.
	 */
	private final class Names extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {

				@Override
				protected void doResolve(String name, Promise<InetAddress> promise) {
					promise.setFailure(new UnsupportedOperationException("one address is not asked for"));
				}

				@Override
				protected void doResolveAll(String name, Promise<List<InetAddress>> promise) throws Exception {
					if (WarmUpTests.this.unknown.getAndDecrement() > 0) {
						promise.setFailure(WarmUpTests.this.failure);
					}
					else {
						promise.setSuccess(List.of(InetAddress.getByName("127.0.0.1")));
					}
				}

			});
		}

	}

}
