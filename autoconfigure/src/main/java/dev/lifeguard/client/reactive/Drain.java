package dev.lifeguard.client.reactive;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.Handover;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Subscriber that discards the body of an unwanted response. What is too large or too
 * slow for that is closed with its connection.
 */
final class Drain implements CoreSubscriber<DataBuffer> {

	private final Call call;

	private long drained;

	Drain(Call call) {
		this.call = call;
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.call.abortSoon();
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(DataBuffer bytes) {
		this.drained += bytes.readableByteCount();
		DataBufferUtils.release(bytes);
		if (this.drained > Handover.DRAIN_BYTES) {
			this.call.abort();
		}
	}

	@Override
	public void onError(Throwable failure) {
		this.call.abort();
	}

	@Override
	public void onComplete() {
		// the connection can be used again
	}

}
