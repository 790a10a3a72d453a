package dev.lifeguard.client.reactive;

import dev.lifeguard.call.Call;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.core.publisher.Operators;

/**
 * Body of a request that keeps its call informed: while it is written it is the
 * application's turn, and its failure is the application's own.
 * <p>
 * Reactor does not pass on an {@link Error} that the JVM may not survive, nor a linkage
 * error: it throws it at the event loop, and the subscriber of the body waits forever.
 * Here it fails the body like any other failure.
 */
final class WatchedBody {

	private WatchedBody() {
	}

	static <T> Publisher<T> of(Publisher<T> body, Call call) {
		if (body instanceof Mono<T> single) {
			return new MonoOperator<T, T>(single) {

				@Override
				public void subscribe(CoreSubscriber<? super T> actual) {
					WatchedBody.subscribe(this.source, actual, call);
				}

			};
		}
		return new FluxOperator<T, T>(Flux.from(body)) {

			@Override
			public void subscribe(CoreSubscriber<? super T> actual) {
				WatchedBody.subscribe(this.source, actual, call);
			}

		};
	}

	private static <T> void subscribe(Publisher<? extends T> body, CoreSubscriber<? super T> actual, Call call) {
		Watch<T> watch = new Watch<>(actual, call);
		try {
			body.subscribe(watch);
		}
		catch (Throwable ex) {
			watch.died(ex);
		}
	}

	private static final class Watch<T> extends Relay<T> {

		private final CoreSubscriber<? super T> actual;

		private final Call call;

		private boolean subscribed;

		private volatile boolean over;

		Watch(CoreSubscriber<? super T> actual, Call call) {
			super(actual);
			this.actual = actual;
			this.call = call;
		}

		@Override
		public void onSubscribe(Subscription upstream) {
			this.subscribed = true;
			this.call.writing(true);
			super.onSubscribe(upstream);
		}

		@Override
		public void onNext(T piece) {
			this.call.wrote();
			super.onNext(piece);
		}

		@Override
		public void onError(Throwable failure) {
			this.call.applicationFailed(failure);
			if (isFirstEnd()) {
				super.onError(failure);
			}
		}

		@Override
		public void onComplete() {
			if (isFirstEnd()) {
				super.onComplete();
			}
		}

		@Override
		public void request(long n) {
			try {
				super.request(n);
			}
			catch (Throwable ex) {
				died(ex);
			}
		}

		@Override
		public void cancel() {
			isFirstEnd();
			super.cancel();
		}

		void died(Throwable error) {
			this.call.applicationFailed(error);
			if (!isFirstEnd()) {
				return;
			}
			if (this.subscribed) {
				super.cancel();
				super.onError(error);
			}
			else {
				Operators.error(this.actual, error);
			}
		}

		private boolean isFirstEnd() {
			boolean first = !this.over;
			this.over = true;
			this.call.writing(false);
			return first;
		}

	}

}
