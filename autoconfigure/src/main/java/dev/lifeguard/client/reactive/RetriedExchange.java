package dev.lifeguard.client.reactive;

import java.util.concurrent.atomic.AtomicBoolean;

import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.retry.RetryRule;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.retry.Retry;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;

/**
 * Exchange that is attempted until its result is not worth another attempt. Each
 * subscription is a call of its own.
 * <p>
 * The first attempt is made outside of Reactor's loop, because nearly all calls need no
 * more, and the loop costs each of them more than all the rest of ours.
 */
final class RetriedExchange extends Mono<ClientResponse> {

	private static final String RULE = RetryRule.class.getName();

	private static final Retry LOOP = Retry
		.from((failures) -> failures.concatMap((failure) -> backoff(failure.failure())));

	private final ManagedClient client;

	private final ClientRequest request;

	private final ExchangeFunction next;

	RetriedExchange(ManagedClient client, ClientRequest request, ExchangeFunction next) {
		this.client = client;
		this.request = request;
		this.next = next;
	}

	@Override
	public void subscribe(CoreSubscriber<? super ClientResponse> actual) {
		RetryRule ownRule = (this.request.attributes().get(RULE) instanceof RetryRule rule) ? rule : null;
		CallAttempts attempts = this.client.attempts(ownRule);
		FirstAttempt first = new FirstAttempt(actual, this, attempts);
		Mono<ClientResponse> exchange;
		try {
			exchange = this.next.exchange(this.request);
		}
		catch (Throwable ex) {
			attempts.over();
			Operators.error(actual, Operators.onOperatorError(ex, actual.currentContext()));
			return;
		}
		exchange.subscribe(first);
	}

	ClientRequest request() {
		return this.request;
	}

	/**
	 * Make the further attempts: the loop begins with the failure of the first.
	 */
	Mono<ClientResponse> goOn(Judge judge, AnotherAttempt first) {
		AtomicBoolean begun = new AtomicBoolean();
		Mono<ClientResponse> failed = Mono.error(first);
		return Mono.defer(() -> begun.getAndSet(true) ? attempt(judge) : failed).retryWhen(LOOP);
	}

	private Mono<ClientResponse> attempt(Judge judge) {
		return this.next.exchange(numbered(judge.attempts())).onErrorMap(judge::after).handle((response, sink) -> {
			AnotherAttempt another = judge.after(response);
			if (another != null) {
				sink.error(another);
			}
			else {
				sink.next(response);
			}
		});
	}

	private ClientRequest numbered(CallAttempts attempts) {
		if (!this.client.settings().retry().attemptHeader()) {
			return this.request;
		}
		return ClientRequest.from(this.request)
			.header(CallAttempts.NUMBER_HEADER, Integer.toString(attempts.number()))
			.build();
	}

	private static Mono<Long> backoff(Throwable failure) {
		return (failure instanceof AnotherAttempt another) ? another.due() : Mono.error(failure);
	}

}
