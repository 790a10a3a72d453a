package dev.lifeguard.benchmarks.load;

import reactor.core.publisher.Mono;

/**
 * A contestant that holds no thread while it waits.
 *
 * @since 0.1.0
 */
public non-sealed interface ReactiveCalls extends Calls {

	/**
	 * Make one call.
	 * @param job what it does
	 * @return whether the answer was a success and is here as a whole; an error if there
	 * was no answer
	 */
	Mono<Boolean> call(Job job);

}
