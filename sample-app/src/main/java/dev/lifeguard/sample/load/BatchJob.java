package dev.lifeguard.sample.load;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Job that makes many costly calls of low priority on one side: so many at a time, and
 * the next one when one has ended. A call that gets no answer is made again later.
 *
 * @since 0.1.0
 */
public final class BatchJob {

	/** As many as Reactor's {@code flatMap} has under way by default. */
	static final int AT_ONCE = 256;

	/** What Lifeguard's refusals ask for in {@code Retry-After}. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	private final Side side;

	private final Tally tally = new Tally();

	// of one run: calls of an earlier one may still be under way, and are followed by
	// none
	private @Nullable AtomicBoolean running;

	BatchJob(Side side) {
		this.side = side;
	}

	synchronized void run(boolean on) {
		if (on && this.running == null) {
			this.running = new AtomicBoolean(true);
			start(this.running);
		}
		else if (!on && this.running != null) {
			this.running.set(false);
			this.running = null;
		}
	}

	private void start(AtomicBoolean running) {
		for (int i = 0; i < AT_ONCE; i++) {
			Mono.defer(this::call).repeat(running::get).subscribe();
		}
	}

	private Mono<Void> call() {
		return Mono.defer(this.side::report)
			.then()
			.doOnSuccess((end) -> this.tally.count(Outcome.ANSWERED, 0))
			.onErrorResume(this::later);
	}

	private Mono<Void> later(Throwable failure) {
		this.tally.count(Outcome.of(failure), 0);
		return Mono.delay(PAUSE).then();
	}

	void clear() {
		this.tally.take();
	}

	/**
	 * Return what came of the job's calls since this was last asked.
	 * @return the counts
	 */
	public Counts takeCounts() {
		return this.tally.take();
	}

}
