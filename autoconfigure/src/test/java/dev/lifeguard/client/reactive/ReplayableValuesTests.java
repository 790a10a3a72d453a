package dev.lifeguard.client.reactive;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ReplayableValues}.
 */
class ReplayableValuesTests {

	static Stream<Object> replayable() {
		return Stream.of("text", 1, new byte[1], Map.of("a", List.of("b")), List.of("a", 1), new HttpEntity<>("part"),
				new ByteArrayResource(new byte[1]));
	}

	static Stream<Object> usedUp() {
		return Stream.of(Flux.just("a"), stream(), Stream.of("a"), ByteBuffer.allocate(1),
				DefaultDataBufferFactory.sharedInstance.allocateBuffer(1), Unpooled.EMPTY_BUFFER,
				new InputStreamResource(stream()));
	}

	@ParameterizedTest
	@MethodSource("replayable")
	void valueInMemoryCanBeWrittenAgain(Object value) {
		assertThat(ReplayableValues.isIn(Mono.just(value))).isTrue();
		assertThat(ReplayableValues.isIn(Flux.just(value))).isTrue();
		assertThat(ReplayableValues.isIn(Mono.just(Map.of("part", List.of(new HttpEntity<>(value)))))).isTrue();
	}

	@ParameterizedTest
	@MethodSource("usedUp")
	void whatIsUsedUpByBeingWrittenCannot(Object value) {
		assertThat(ReplayableValues.isIn(Mono.just(value))).isFalse();
		assertThat(ReplayableValues.isIn(Mono.just(List.of("text", value)))).isFalse();
		assertThat(ReplayableValues.isIn(Mono.just(Map.of("text", "a", "part", List.of(new HttpEntity<>(value))))))
			.isFalse();
	}

	@Test
	void nothingCanBeWrittenAgain() {
		assertThat(ReplayableValues.isIn(Mono.empty())).isTrue();
	}

	@Test
	void publisherThatIsNoWrappedValueIsNotAsked() {
		assertThat(ReplayableValues.isIn(Mono.fromCallable(() -> {
			throw new AssertionError("it must not be run");
		}))).isFalse();
		assertThat(ReplayableValues.isIn(Mono.just("text").hide())).isFalse();
	}

	@Test
	void wrappedFailureCannotBeWritten() {
		assertThat(ReplayableValues.isIn(Mono.error(new IllegalStateException("no body")))).isFalse();
	}

	private static ByteArrayInputStream stream() {
		return new ByteArrayInputStream(new byte[1]);
	}

}
