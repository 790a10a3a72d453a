package dev.lifeguard.client.reactive;

import dev.lifeguard.client.Call;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.http.client.reactive.ClientHttpResponseDecorator;

/**
 * One response whose body fails in the call's own words.
 */
final class LeasedResponse extends ClientHttpResponseDecorator {

	private final Call call;

	LeasedResponse(ClientHttpResponse response, Call call) {
		super(response);
		this.call = call;
	}

	@Override
	public Flux<DataBuffer> getBody() {
		return new Body(super.getBody(), this.call);
	}

	private static final class Body extends FluxOperator<DataBuffer, DataBuffer> {

		private final Call call;

		Body(Flux<? extends DataBuffer> source, Call call) {
			super(source);
			this.call = call;
		}

		@Override
		public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
			this.source.subscribe(new Reader(actual, this.call));
		}

	}

	private static final class Reader extends Relay<DataBuffer> {

		private final Call call;

		Reader(CoreSubscriber<? super DataBuffer> actual, Call call) {
			super(actual);
			this.call = call;
		}

		@Override
		public void onError(Throwable failure) {
			super.onError(this.call.translate(failure));
		}

	}

}
