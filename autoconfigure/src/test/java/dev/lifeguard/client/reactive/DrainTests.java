package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.concurrent.atomic.AtomicLong;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Operators;

import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link Drain}. What it does to a connection is in {@link LeasedResponseTests}.
 */
class DrainTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManualTimer timer = new ManualTimer(this.clock);

	private final ManagedClient client = TestClients.create(this.clock, this.timer);

	private final Drain drain = new Drain(this.client.call("GET", URI.create("http://orders.test/"), null, null));

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void allIsAskedForAndTheTimeIsBounded() {
		int timers = this.timer.size();
		AtomicLong asked = new AtomicLong();
		this.drain.onSubscribe(new Operators.DeferredSubscription() {

			@Override
			public void request(long n) {
				asked.set(n);
			}

		});
		assertThat(asked).hasValue(Long.MAX_VALUE);
		assertThat(this.timer.size()).isEqualTo(timers + 1);
	}

	@Test
	void everyPieceIsReleased() {
		NettyDataBuffer piece = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT).allocateBuffer(8);
		this.drain.onNext(piece);
		assertThat(piece.getNativeBuffer().refCnt()).isZero();
	}

	@Test
	void failureIsNobodysAnyMore() {
		assertThatNoException().isThrownBy(() -> this.drain.onError(new IllegalStateException("reset")));
	}

}
