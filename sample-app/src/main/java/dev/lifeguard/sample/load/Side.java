package dev.lifeguard.sample.load;

import reactor.core.publisher.Mono;

/**
 * Of the two sides that are compared: an application's client and its pool.
 */
interface Side {

	/**
	 * Make a call as an application does.
	 */
	Mono<?> call();

	/**
	 * Make a call and forget its response, unread.
	 */
	Mono<?> forget();

	/**
	 * Make a call of the batch job: it is costly, and nobody waits for it.
	 */
	Mono<?> report();

	/**
	 * Return the numbers of the client's pool now.
	 */
	PoolState pool();

}
