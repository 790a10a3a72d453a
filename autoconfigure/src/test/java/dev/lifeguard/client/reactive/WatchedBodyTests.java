package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link WatchedBody}.
 */
class WatchedBodyTests {

	private final ManualNanoClock clock = new ManualNanoClock();

	private final ManagedClient client = TestClients.create(this.clock, new ManualTimer(this.clock));

	private final Call call = this.client.call("PUT", URI.create("http://orders.test/"), null, null);

	@AfterEach
	void close() {
		this.client.close();
	}

	@Test
	void bodyIsHandedOnAsItIs() {
		StepVerifier.create(WatchedBody.of(Flux.just("a", "b"), this.call)).expectNext("a", "b").verifyComplete();
		StepVerifier.create(WatchedBody.of(Mono.just("a"), this.call)).expectNext("a").verifyComplete();
		assertThat(this.call.applicationsFailure()).isNull();
	}

	@Test
	void singlePieceStaysOne() {
		assertThat(WatchedBody.of(Mono.just("a"), this.call)).isInstanceOf(Mono.class);
		assertThat(WatchedBody.of(Flux.just("a"), this.call)).isInstanceOf(Flux.class);
	}

	@Test
	void demandAndCancelReachTheBody() {
		TestPublisher<String> body = TestPublisher.create();
		StepVerifier.create(WatchedBody.of(body.flux(), this.call), 2)
			.then(() -> body.assertMinRequested(2))
			.thenCancel()
			.verify();
		body.assertCancelled();
		assertThat(this.call.applicationsFailure()).isNull();
	}

	@Test
	void failureOfTheBodyIsTheApplicationsOwn() {
		IllegalStateException failure = new IllegalStateException("no body");
		StepVerifier.create(WatchedBody.of(Flux.error(failure), this.call))
			.verifyErrorSatisfies((thrown) -> assertThat(thrown).isSameAs(failure));
		assertThat(this.call.applicationsFailure()).isSameAs(failure);
	}

	@Test
	void errorThatReactorThrowsAtTheEventLoopFailsTheBodyInstead() {
		LinkageError error = new NoClassDefFoundError("on purpose");
		Flux<String> dying = Flux.<String>generate((sink) -> {
			throw error;
		});
		StepVerifier.create(WatchedBody.of(dying, this.call))
			.verifyErrorSatisfies((thrown) -> assertThat(thrown).isSameAs(error));
		assertThat(this.call.applicationsFailure()).isSameAs(error);
	}

	@Test
	void errorOfTheSubscriptionFailsTheBody() {
		LinkageError error = new NoClassDefFoundError("on purpose");
		Mono<String> dying = new Mono<>() {

			@Override
			public void subscribe(CoreSubscriber<? super String> actual) {
				throw error;
			}

		};
		StepVerifier.create(WatchedBody.of(dying, this.call))
			.verifyErrorSatisfies((thrown) -> assertThat(thrown).isSameAs(error));
		assertThat(this.call.applicationsFailure()).isSameAs(error);
	}

	@Test
	void bodyEndsOnce() {
		TestPublisher<String> body = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		Ends ends = new Ends(WatchedBody.of(body.flux(), this.call));
		body.complete();
		body.error(new IllegalStateException("too late"));
		body.complete();
		assertThat(ends.seen).containsExactly(SignalType.ON_COMPLETE);
	}

	@Test
	void nothingIsHandedOnAfterACancel() {
		TestPublisher<String> body = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
		Ends ends = new Ends(WatchedBody.of(body.flux(), this.call));
		ends.cancelUpstream();
		body.error(new IllegalStateException("too late"));
		assertThat(ends.seen).isEmpty();
	}

	/**
	 * Remembers each end, where Reactor's own types would swallow a second one.
	 */
	private static final class Ends implements CoreSubscriber<String> {

		private final List<SignalType> seen = new ArrayList<>();

		private Subscription subscription;

		Ends(Publisher<String> body) {
			body.subscribe(this);
		}

		void cancelUpstream() {
			this.subscription.cancel();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			this.subscription = subscription;
			subscription.request(Long.MAX_VALUE);
		}

		@Override
		public void onNext(String piece) {
			this.seen.add(SignalType.ON_NEXT);
		}

		@Override
		public void onError(Throwable failure) {
			this.seen.add(SignalType.ON_ERROR);
		}

		@Override
		public void onComplete() {
			this.seen.add(SignalType.ON_COMPLETE);
		}

	}

}
