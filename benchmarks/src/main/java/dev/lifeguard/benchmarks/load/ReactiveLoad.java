package dev.lifeguard.benchmarks.load;

import java.util.function.Consumer;

import reactor.core.publisher.Mono;

/**
 * Calls from whatever thread there is: none of them waits.
 */
final class ReactiveLoad implements Load {

	private final ReactiveCalls calls;

	ReactiveLoad(ReactiveCalls calls) {
		this.calls = calls;
	}

	@Override
	public void begin(Job job, Consumer<Boolean> ended) {
		succeeds(job).subscribe(ended);
	}

	@Override
	public void loop(Job job, Tally tally) {
		succeeds(job).doOnNext(tally::count)
			.repeat(tally::goesOn)
			.doFinally((signal) -> tally.callerEnded())
			.subscribe();
	}

	private Mono<Boolean> succeeds(Job job) {
		return Mono.defer(() -> this.calls.call(job)).defaultIfEmpty(false).onErrorReturn(false);
	}

	@Override
	public void drop() {
		// nothing waits for a thread
	}

	@Override
	public void close() {
		this.calls.close();
	}

}
