package dev.lifeguard.scenario;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.StrictServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClientState;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A request's end is told to the transport on the event loop, whatever thread its body
 * comes from: on another one it races with the response.
 */
class RequestThreadsTests {

	@ParameterizedTest
	@CsvSource({ "REST_CLIENT,GET", "REST_CLIENT,DELETE", "REST_CLIENT,POST", "WEB_CLIENT,GET", "WEB_CLIENT,DELETE",
			"WEB_CLIENT,POST" })
	void endOfARequestIsToldOnTheEventLoop(Face face, String method) throws Exception {
		try (StrictServer server = StrictServer.start((request) -> StrictServer.OK);
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Watching.class },
						"retry.enabled=false")) {
			for (int size : new int[] { 0, 3, 65_536, 65_537, 200_000 }) {
				send(app, face, HttpMethod.valueOf(method), server.url(), new byte[size]);
				assertThat(server.requests()).last().satisfies((request) -> assertThat(request.body()).hasSize(size));
			}
			assertThat(app.bean(Watching.class).ends).hasSizeGreaterThanOrEqualTo(5)
				.allMatch((thread) -> thread.contains("epoll") || thread.contains("nio"));
			assertThat(server.malformed()).isEmpty();
			app.assertNothingHeld();
		}
	}

	private static void send(App app, Face face, HttpMethod method, String url, byte[] body) {
		if (face == Face.REST_CLIENT) {
			app.restClient().method(method).uri(url).body((out) -> out.write(body)).retrieve().toBodilessEntity();
			return;
		}
		Flux<DataBuffer> pieces = Flux
			.fromArray(new DataBuffer[] { DefaultDataBufferFactory.sharedInstance.wrap(body) })
			.publishOn(Schedulers.parallel());
		app.webClient().method(method).uri(url).body(pieces, DataBuffer.class).retrieve().toBodilessEntity().block();
		Mono<byte[]> later = Mono.just(body).publishOn(Schedulers.parallel());
		app.webClient().method(method).uri(url).body(later, byte[].class).retrieve().toBodilessEntity().block();
	}

	/**
	 * Notes the threads on which requests end.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Watching {

		private final Queue<String> ends = new ConcurrentLinkedQueue<>();

		@Bean
		HttpClientCustomizer watching() {
			return (client, http) -> http.observe((connection, state) -> {
				if (state == HttpClientState.REQUEST_SENT) {
					this.ends.add(Thread.currentThread().getName());
				}
			});
		}

	}

}
