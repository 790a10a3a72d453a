package dev.lifeguard.client.reactive;

import dev.lifeguard.call.CallAttempts;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.util.context.Context;

import org.springframework.web.reactive.function.client.ClientResponse;

/**
 * First attempt of a call, whose result is nearly always the call's. If not, what comes
 * of the further attempts takes its place.
 */
final class FirstAttempt implements CoreSubscriber<ClientResponse>, Subscription {

	private final CoreSubscriber<? super ClientResponse> actual;

	private final RetriedExchange exchange;

	private final CallAttempts attempts;

	private final Context context;

	private volatile @Nullable Subscription upstream;

	private volatile boolean requested;

	private volatile boolean cancelled;

	private boolean over;

	FirstAttempt(CoreSubscriber<? super ClientResponse> actual, RetriedExchange exchange, CallAttempts attempts) {
		this.actual = actual;
		this.exchange = exchange;
		this.attempts = attempts;
		this.context = actual.currentContext().put(CallAttempts.class, attempts);
	}

	@Override
	public void onSubscribe(Subscription upstream) {
		this.upstream = upstream;
		this.actual.onSubscribe(this);
	}

	@Override
	public void onNext(ClientResponse response) {
		AnotherAttempt another = this.attempts.isFinal(response.statusCode().value()) ? null : judge().after(response);
		if (another != null) {
			goOn(another);
		}
		else {
			this.attempts.over();
			this.actual.onNext(response);
		}
	}

	@Override
	public void onError(Throwable failure) {
		Throwable judged = this.cancelled ? failure : judge().after(failure);
		if (judged instanceof AnotherAttempt another) {
			goOn(another);
		}
		else {
			this.attempts.over();
			this.actual.onError(judged);
		}
	}

	@Override
	public void onComplete() {
		if (!this.over) {
			this.attempts.over();
			this.actual.onComplete();
		}
	}

	private Judge judge() {
		return new Judge(this.attempts, this.exchange.request(), this.context);
	}

	private void goOn(AnotherAttempt another) {
		this.over = true;
		this.exchange.goOn(judge(), another).subscribe(new Rest());
	}

	@Override
	public void request(long n) {
		this.requested = true;
		Subscription upstream = this.upstream;
		if (upstream != null) {
			upstream.request(n);
		}
	}

	@Override
	public void cancel() {
		this.cancelled = true;
		this.attempts.over();
		Subscription upstream = this.upstream;
		if (upstream != null) {
			upstream.cancel();
		}
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

	/**
	 * Subscriber to the further attempts. The subscription that the application has leads
	 * to them from now on.
	 */
	private final class Rest implements CoreSubscriber<ClientResponse> {

		@Override
		public void onSubscribe(Subscription upstream) {
			FirstAttempt.this.upstream = upstream;
			if (FirstAttempt.this.cancelled) {
				upstream.cancel();
			}
			else if (FirstAttempt.this.requested) {
				upstream.request(Long.MAX_VALUE);
			}
		}

		@Override
		public void onNext(ClientResponse response) {
			FirstAttempt.this.attempts.over();
			FirstAttempt.this.actual.onNext(response);
		}

		@Override
		public void onError(Throwable failure) {
			FirstAttempt.this.attempts.over();
			FirstAttempt.this.actual.onError(failure);
		}

		@Override
		public void onComplete() {
			FirstAttempt.this.attempts.over();
			FirstAttempt.this.actual.onComplete();
		}

		@Override
		public Context currentContext() {
			return FirstAttempt.this.context;
		}

	}

}
