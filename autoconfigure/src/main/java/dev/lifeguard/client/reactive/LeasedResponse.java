package dev.lifeguard.client.reactive;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.Handover;
import dev.lifeguard.call.Nesting;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Operators;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ClientHttpResponseDecorator;

/**
 * Response whose body fails with the call's own messages, and whose call is notified of
 * what the application does with it.
 */
final class LeasedResponse extends ClientHttpResponseDecorator {

	private final Call call;

	private final Handover handover;

	LeasedResponse(ClientHttpResponse response, Call call) {
		super(response);
		this.call = call;
		this.handover = call.handOver(this, () -> response.getBody().subscribe(new Drain(call)));
	}

	Handover handover() {
		return this.handover;
	}

	/**
	 * Throw the body away, unless it has a reader.
	 */
	void release() {
		if (!this.handover.isTaken()) {
			getBody().subscribe(new Drain(this.call));
		}
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return new Body(super.getBody(), this);
	}

	/**
	 * Body that keeps its response reachable as long as it can be read.
	 */
	private static final class Body extends FluxOperator<DataBuffer, DataBuffer> {

		private final LeasedResponse response;

		Body(Flux<? extends DataBuffer> source, LeasedResponse response) {
			super(source);
			this.response = response;
		}

		@Override
		public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
			this.response.handover.taken();
			Throwable reclaimed = this.response.call.reclaimed();
			if (reclaimed != null) {
				Operators.error(actual, reclaimed);
				return;
			}
			this.source.subscribe(new Reader(actual, this.response.call, this.response.handover));
		}

	}

	private static final class Reader extends Relay<DataBuffer> {

		private final Call call;

		private final Handover handover;

		Reader(CoreSubscriber<? super DataBuffer> actual, Call call, Handover handover) {
			super(actual);
			this.call = call;
			this.handover = handover;
		}

		@Override
		public void request(long n) {
			this.handover.asked();
			super.request(n);
		}

		@Override
		public void onNext(DataBuffer bytes) {
			Call before = Nesting.handingOver(this.call);
			try {
				super.onNext(bytes);
			}
			finally {
				Nesting.restore(before);
			}
		}

		@Override
		public void onComplete() {
			this.call.afterRelease(super::onComplete);
		}

		@Override
		public void onError(Throwable failure) {
			Throwable translated = this.call.translate(failure);
			// whatever the error was, nobody reads the connection any more
			this.call.abort();
			this.call.afterRelease(() -> super.onError(translated));
		}

	}

}
