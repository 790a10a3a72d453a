package dev.lifeguard.sample.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for {@link Outcome} with what Reactor Netty's own pool says when it is empty.
 */
class OutcomeTests {

	@Test
	void plainPoolsRefusalsAreRefusals() {
		DisposableServer server = HttpServer.create()
			.bindAddress(() -> new InetSocketAddress("127.0.0.1", 0))
			.handle((request, response) -> Mono.never())
			.bindNow();
		ConnectionProvider pool = ConnectionProvider.builder("one")
			.maxConnections(1)
			.pendingAcquireMaxCount(1)
			.pendingAcquireTimeout(Duration.ofMillis(50))
			.build();
		HttpClient client = HttpClient.create(pool).port(server.port()).host("127.0.0.1");
		client.get().response().subscribe();

		Mono<?> first = client.get().response().cache();
		first.subscribe((response) -> {
		}, (failure) -> {
		});
		Throwable full = catchThrowable(client.get().response()::block);
		Throwable timeout = catchThrowable(first::block);

		assertThat(full).hasMessageContaining("maximum size of 1");
		assertThat(timeout).hasMessageContaining("50ms");
		assertThat(Outcome.of(full)).isEqualTo(Outcome.REFUSED);
		assertThat(Outcome.of(timeout)).isEqualTo(Outcome.REFUSED);
		assertThat(Outcome.of(new IOException("reset"))).isEqualTo(Outcome.FAILED);
		pool.dispose();
		server.disposeNow();
	}

}
