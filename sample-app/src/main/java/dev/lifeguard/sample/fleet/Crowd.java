package dev.lifeguard.sample.fleet;

import java.time.Duration;
import java.util.function.Supplier;

import reactor.core.publisher.Mono;

/**
 * Callers of an instance, each with one call at a time, and the next one when that has
 * ended. One that gets no answer waits for a second first.
 */
final class Crowd {

	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Supplier<Mono<?>> call;

	private int wanted;

	private int there;

	Crowd(Supplier<Mono<?>> call) {
		this.call = call;
	}

	/**
	 * Let callers come, or go as soon as their call has ended.
	 * @param callers how many there are to be
	 */
	synchronized void size(int callers) {
		this.wanted = callers;
		while (this.there < callers) {
			this.there++;
			Mono.defer(this::call).repeat(this::stays).subscribe();
		}
	}

	private Mono<Void> call() {
		return Mono.defer(this.call).then().onErrorResume((failure) -> Mono.delay(PAUSE).then());
	}

	private synchronized boolean stays() {
		boolean stays = this.there <= this.wanted;
		if (!stays) {
			this.there--;
		}
		return stays;
	}

}
