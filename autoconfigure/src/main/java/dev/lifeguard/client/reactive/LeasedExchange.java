package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.Set;
import java.util.function.Function;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.call.Handover;
import dev.lifeguard.call.Nesting;
import dev.lifeguard.call.wire.NoStatus;
import dev.lifeguard.client.ManagedClient;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;

/**
 * Exchange of a {@code WebClient}; each subscription is a {@link Call} of its own.
 */
final class LeasedExchange extends Mono<ClientHttpResponse> {

	private static final Set<HttpMethod> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS,
			HttpMethod.DELETE);

	private final ManagedClient client;

	private final ClientHttpConnector connector;

	private final HttpMethod method;

	private final URI uri;

	private final Function<? super ClientHttpRequest, Mono<Void>> request;

	LeasedExchange(ManagedClient client, ClientHttpConnector connector, HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		this.client = client;
		this.connector = connector;
		this.method = method;
		this.uri = uri;
		this.request = request;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ClientHttpResponse> actual) {
		Mono<ClientHttpResponse> exchange;
		Sending sending;
		Call call;
		try {
			CallAttempts attempts = actual.currentContext().getOrDefault(CallAttempts.class, null);
			call = this.client.call(this.method.name(), this.uri, OwnPriority.in(actual.currentContext(), this.client),
					attempts, null);
			if (BODILESS.contains(this.method)) {
				call.replayable();
			}
			OpenedResponses opened = actual.currentContext().getOrDefault(OpenedResponses.class, null);
			if (opened != null && opened.has(this.client)) {
				call.beforeWaiting(opened::releaseUnread);
			}
			sending = new Sending(this.request, actual.currentContext(), call);
			exchange = this.connector.connect(this.method, this.uri, sending);
		}
		catch (Throwable ex) {
			Operators.error(actual, Operators.onOperatorError(ex, actual.currentContext()));
			return;
		}
		exchange.subscribe(new Answer(actual, this.client, call, sending));
	}

	private static final class Answer extends Relay<ClientHttpResponse> {

		private final ManagedClient client;

		private final Call call;

		private final Sending sending;

		private final Context context;

		private volatile @Nullable Handover handover;

		private volatile boolean cancelled;

		private boolean failed;

		Answer(CoreSubscriber<? super ClientHttpResponse> actual, ManagedClient client, Call call, Sending sending) {
			super(actual);
			this.client = client;
			this.call = call;
			this.sending = sending;
			// the connection needs its own exchange only, and each entry is copied many
			// times
			this.context = actual.currentContext()
				.delete(CallAttempts.class)
				.delete(OwnPriority.class)
				.put(Call.class, call);
		}

		@Override
		public void onNext(ClientHttpResponse response) {
			this.sending.over();
			Throwable failure = hasNoStatus(response) ? NoStatus.failure() : this.call.applicationsFailure();
			if (failure != null) {
				this.failed = true;
				this.call.abort();
				super.onError(this.call.translate(failure));
				return;
			}
			LeasedResponse leased = new LeasedResponse(response, this.call);
			this.handover = leased.handover();
			OpenedResponses opened = this.context.getOrDefault(OpenedResponses.class, null);
			if (opened != null) {
				opened.add(this.client, leased);
			}
			Call before = Nesting.handingOver(this.call);
			try {
				super.onNext(leased);
			}
			finally {
				Nesting.restore(before);
			}
			if (this.cancelled) {
				drop(leased.handover());
			}
		}

		private static boolean hasNoStatus(ClientHttpResponse response) {
			try {
				return NoStatus.is(response.getStatusCode().value());
			}
			catch (IllegalArgumentException ex) {
				return true;
			}
		}

		@Override
		public void onError(Throwable failure) {
			this.sending.over();
			if (!this.failed) {
				super.onError(failure);
			}
		}

		@Override
		public void onComplete() {
			if (!this.failed) {
				super.onComplete();
			}
		}

		/**
		 * If an operator fails while it has the response, Spring's connector discards the
		 * body, without a bound. Where the response is on its way to the operator, nobody
		 * does.
		 */
		@Override
		public void cancel() {
			this.cancelled = true;
			super.cancel();
			this.sending.over();
			Handover handover = this.handover;
			if (handover == null) {
				this.call.abort();
			}
			else {
				drop(handover);
			}
		}

		private void drop(Handover handover) {
			if (!handover.isTaken()) {
				handover.taken();
				this.call.abortSoon();
			}
		}

		@Override
		public Context currentContext() {
			return this.context;
		}

	}

}
