package dev.lifeguard.client.reactive;

import java.time.Duration;

import dev.lifeguard.call.CallAttempts;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Signal that another attempt follows. It is an error, because that is what Reactor
 * repeats.
 */
@SuppressWarnings("serial")
final class AnotherAttempt extends RuntimeException {

	private final transient CallAttempts attempts;

	private final transient Duration delay;

	AnotherAttempt(CallAttempts attempts, Duration delay) {
		super("another attempt", null, false, false);
		this.attempts = attempts;
		this.delay = delay;
	}

	/**
	 * Return when it is the attempt's time, which is not past the call's deadline, or the
	 * client is closed. Whoever closes it does not make the attempt.
	 */
	Mono<Long> due() {
		Mono<Long> closed = Mono.create((sink) -> this.attempts.wakeBy(() -> sink.success(0L)));
		return Mono.firstWithSignal(Mono.delay(this.delay), closed.publishOn(Schedulers.parallel()));
	}

}
