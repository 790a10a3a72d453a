package dev.lifeguard.client.reactive;

import org.junit.jupiter.api.Test;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests of {@link Relay}.
 */
class RelayTests {

	private final TestPublisher<String> source = TestPublisher.create();

	private final Flux<String> relayed = relayed(this.source.flux());

	@Test
	void valuesAndTheEndAreHandedOn() {
		StepVerifier.create(this.relayed)
			.then(() -> this.source.next("a", "b"))
			.expectNext("a", "b")
			.then(this.source::complete)
			.verifyComplete();
	}

	@Test
	void failureIsHandedOn() {
		StepVerifier.create(this.relayed)
			.then(() -> this.source.error(new IllegalStateException("failed")))
			.verifyErrorMessage("failed");
	}

	@Test
	void demandReachesTheSource() {
		StepVerifier.create(this.relayed, 3)
			.then(() -> this.source.assertMinRequested(3))
			.then(() -> this.source.assertMaxRequested(3))
			.thenCancel()
			.verify();
	}

	@Test
	void cancelReachesTheSource() {
		StepVerifier.create(this.relayed).thenCancel().verify();
		this.source.assertCancelled();
	}

	@Test
	void contextReachesTheSource() {
		Flux<String> ofContext = Flux.deferContextual((context) -> Flux.just(context.<String>get("key")));
		StepVerifier.create(relayed(ofContext).contextWrite((context) -> context.put("key", "value")))
			.expectNext("value")
			.verifyComplete();
	}

	@Test
	void beforeThereIsASourceNothingHappens() {
		assertThatNoException().isThrownBy(() -> {
			Relay<String> relay = new Unchanged(new BaseSubscriber<>() {
			});
			relay.request(1);
			relay.cancel();
		});
	}

	private static Flux<String> relayed(Flux<String> source) {
		return new FluxOperator<>(source) {

			@Override
			public void subscribe(CoreSubscriber<? super String> actual) {
				this.source.subscribe(new Unchanged(actual));
			}

		};
	}

	private static final class Unchanged extends Relay<String> {

		Unchanged(CoreSubscriber<? super String> actual) {
			super(actual);
		}

	}

}
