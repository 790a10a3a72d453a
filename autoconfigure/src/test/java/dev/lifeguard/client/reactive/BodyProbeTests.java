package dev.lifeguard.client.reactive;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.MultipartBodyBuilder;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BodyProbe}.
 */
class BodyProbeTests {

	private static final byte[] BYTES = "bytes".getBytes(StandardCharsets.UTF_8);

	static Stream<Arguments> bodies() {
		DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.wrap(BYTES);
		return Stream.of(Arguments.of("none", BodyInserters.empty(), true),
				Arguments.of("text", BodyInserters.fromValue("text"), true),
				Arguments.of("bytes", BodyInserters.fromValue(BYTES), true),
				Arguments.of("bean", BodyInserters.fromValue(Map.of("a", 1)), true),
				Arguments.of("form", BodyInserters.fromFormData("a", "b"), true),
				Arguments.of("resource", BodyInserters.fromResource(new ByteArrayResource(BYTES)), true),
				Arguments.of("multipart of values", BodyInserters.fromMultipartData("a", "b"), true),
				Arguments.of("wrapped value", BodyInserters.fromPublisher(Mono.just("text"), String.class), true),
				Arguments.of("stream", BodyInserters.fromResource(new InputStreamResource(stream())), false),
				Arguments.of("mono", BodyInserters.fromPublisher(Mono.fromCallable(() -> "text"), String.class), false),
				Arguments.of("flux", BodyInserters.fromPublisher(Flux.just("a", "b"), String.class), false),
				Arguments.of("buffers", BodyInserters.fromDataBuffers(Mono.just(buffer)), false),
				Arguments.of("buffer", BodyInserters.fromValue(buffer), false),
				Arguments.of("multipart with a publisher", multipart(), false),
				Arguments.of("inserter that fails", failing(), false),
				Arguments.of("inserter that does nothing", nothing(), false));
	}

	private static ByteArrayInputStream stream() {
		return new ByteArrayInputStream(BYTES);
	}

	private static BodyInserter<?, ? super ClientHttpRequest> multipart() {
		MultipartBodyBuilder parts = new MultipartBodyBuilder();
		parts.part("a", "b");
		parts.asyncPart("c", Flux.just("d", "e"), String.class);
		return BodyInserters.fromMultipartData(parts.build());
	}

	private static BodyInserter<?, ? super ClientHttpRequest> failing() {
		return (message, context) -> {
			throw new IllegalStateException("not today");
		};
	}

	private static BodyInserter<?, ? super ClientHttpRequest> nothing() {
		return (message, context) -> Mono.empty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("bodies")
	void valuesAreReplayable(String name, BodyInserter<?, ? super ClientHttpRequest> body, boolean replayable) {
		assertThat(BodyProbe.isReplayable(request(body))).isEqualTo(replayable);
	}

	@Test
	void nothingIsSubscribedTo() {
		AtomicInteger subscriptions = new AtomicInteger();
		Mono<String> body = Mono.just("text").hide().doOnSubscribe((subscription) -> subscriptions.incrementAndGet());
		assertThat(BodyProbe.isReplayable(request(BodyInserters.fromPublisher(body, String.class)))).isFalse();
		assertThat(subscriptions).hasValue(0);
	}

	private static ClientRequest request(BodyInserter<?, ? super ClientHttpRequest> body) {
		return ClientRequest.create(HttpMethod.PUT, URI.create("http://orders.test/")).body(body).build();
	}

}
