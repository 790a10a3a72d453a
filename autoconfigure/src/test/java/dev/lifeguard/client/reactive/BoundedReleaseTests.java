package dev.lifeguard.client.reactive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.web.reactive.function.BodyExtractor;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.support.ClientResponseWrapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BoundedRelease}.
 */
class BoundedReleaseTests {

	private static final int PIECE = 1024;

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final NettyDataBufferFactory buffers = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

	private final List<DataBuffer> given = new ArrayList<>();

	private final TestPublisher<DataBuffer> slow = TestPublisher.create();

	@AfterEach
	void close() {
		assertThat(this.given).allMatch((piece) -> ((NettyDataBuffer) piece).getNativeBuffer().refCnt() == 0);
		this.client.close();
	}

	@Test
	void bodyThatEndsInTimeIsReadToItsEnd() {
		int timers = this.timer.size();
		StepVerifier.create(bounded(pieces(64)).releaseBody()).verifyComplete();
		assertThat(this.given).hasSize(64);
		assertThat(this.timer.size()).isEqualTo(timers);
	}

	@Test
	void endlessBodyIsReadForSixtyFourKilobytes() {
		StepVerifier.create(bounded(pieces(Integer.MAX_VALUE)).releaseBody()).verifyComplete();
		assertThat(this.given).hasSize(65);
	}

	@Test
	void slowBodyIsReadForATenthOfASecond() {
		StepVerifier.create(bounded(this.slow.flux()).releaseBody()).then(() -> {
			this.clock.advance(Duration.ofMillis(99));
			this.timer.runDue();
			this.slow.assertNotCancelled();
			this.clock.advance(Duration.ofMillis(1));
			this.timer.runDue();
		}).verifyComplete();
		this.slow.assertCancelled();
	}

	@Test
	void eachReleaseHasItsOwnBound() {
		Mono<Void> release = bounded(pieces(40)).releaseBody();
		StepVerifier.create(release.then(release)).verifyComplete();
		assertThat(this.given).hasSize(80);
	}

	@Test
	void bodilessEntityHasTheHead() {
		ClientResponse response = ClientResponse.create(HttpStatus.ACCEPTED)
			.header("X-A", "b")
			.body(pieces(Integer.MAX_VALUE))
			.build();
		StepVerifier.create(BoundedRelease.of(response, this.client).toBodilessEntity()).assertNext((entity) -> {
			assertThat(entity.getStatusCode()).isEqualTo(HttpStatus.ACCEPTED);
			assertThat(entity.getHeaders().getFirst("X-A")).isEqualTo("b");
		}).verifyComplete();
		assertThat(this.given).hasSize(65);
	}

	@Test
	void boundIsPutAroundAResponseOnce() {
		ClientResponse bounded = bounded(Flux.empty());
		assertThat(BoundedRelease.of(bounded, this.client)).isSameAs(bounded);
	}

	@Test
	void mockWithoutABodyReleasesItItsOwnWay() {
		ClientResponse mock = new ClientResponseWrapper(ClientResponse.create(HttpStatus.OK).build()) {

			@Override
			@SuppressWarnings("NullAway")
			public <T> T body(BodyExtractor<T, ? super ClientHttpResponse> extractor) {
				return null;
			}

		};
		StepVerifier.create(BoundedRelease.of(mock, this.client).releaseBody()).verifyComplete();
	}

	private ClientResponse bounded(Flux<DataBuffer> body) {
		return BoundedRelease.of(ClientResponse.create(HttpStatus.OK).body(body).build(), this.client);
	}

	private Flux<DataBuffer> pieces(int count) {
		return Flux.range(0, count).map((number) -> {
			DataBuffer piece = this.buffers.wrap(this.buffers.getByteBufAllocator().buffer(PIECE).writeZero(PIECE));
			this.given.add(piece);
			return piece;
		});
	}

}
