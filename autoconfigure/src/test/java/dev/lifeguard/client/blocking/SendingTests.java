package dev.lifeguard.client.blocking;

import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.testsupport.Backend;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Sending}, on a transport of Reactor Netty's.
 */
class SendingTests {

	private final List<String> sent = new ArrayList<>();

	private final Sending sending = new Sending(this::send);

	@Test
	void requestIsSentAsOftenAsItIsAskedFor() {
		try (Backend backend = Backend.start()) {
			exchange(backend).block();
			exchange(backend).block();
			assertThat(this.sent).containsExactly("GET", "GET");
			assertThat(backend.requests()).isEqualTo(2);
		}
	}

	@Test
	void nothingIsSentAnyMoreOnceItIsOver() {
		try (Backend backend = Backend.start()) {
			this.sending.over();
			StepVerifier.create(exchange(backend))
				.verifyErrorMessage("the exchange is over, or its response has begun");
			assertThat(this.sent).isEmpty();
			assertThat(backend.requests()).isZero();
		}
	}

	private Mono<Void> exchange(Backend backend) {
		return HttpClient.newConnection()
			.request(io.netty.handler.codec.http.HttpMethod.GET)
			.uri(backend.url())
			.send(this.sending)
			.response()
			.then();
	}

	private Mono<Void> send(HttpClientRequest request, NettyOutbound outbound) {
		this.sent.add(request.method().name());
		return Mono.empty();
	}

}
