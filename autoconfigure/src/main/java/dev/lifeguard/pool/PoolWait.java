package dev.lifeguard.pool;

import java.time.Duration;
import java.util.function.BiFunction;

import reactor.core.Disposable;

/**
 * Wait in a pool, of the few callers who come to one at its bound although they have a
 * permit: a redirect leads them to a remote that they have none for.
 *
 * @param longest how long they wait at most
 * @param timer runs what ends a wait after that time, on a thread that may run the
 * application's code; what it returns cancels it
 * @since 0.1.0
 */
public record PoolWait(Duration longest, BiFunction<Runnable, Duration, Disposable> timer) {

}
