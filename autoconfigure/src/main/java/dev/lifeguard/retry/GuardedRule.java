package dev.lifeguard.retry;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.retry.Attempt.Failure;

/**
 * Guard that withholds from a rule what no rule may decide: retries of an exhausted pool
 * feed the overload, and a call that is over or that nobody waits for does not need one.
 *
 * @param rule the rule for all the rest, perhaps the application's own
 * @param failures told what the rule threw
 */
record GuardedRule(RetryRule rule, Consumer<Throwable> failures) implements RetryRule {

	private static final List<Class<? extends Throwable>> FINAL = List.of(PoolExhaustedException.class,
			CancellationException.class, InterruptedException.class, ClosedByInterruptException.class);

	private static final Set<Phase> FINAL_PHASES = Set.of(Phase.ACQUIRE, Phase.CALL);

	@Override
	public Verdict judge(Attempt attempt) {
		if (attempt.result() instanceof Failure failure && isFinal(failure)) {
			return Verdict.FINAL;
		}
		try {
			return Objects.requireNonNull(this.rule.judge(attempt), "a retry rule returned no verdict");
		}
		catch (Throwable ex) {
			this.failures.accept(ex);
			return Verdict.FINAL;
		}
	}

	/**
	 * Return whether the rule needs no more than the status of an answer to say that it
	 * is final. Of an application's rule we cannot know.
	 */
	boolean isFinal(int status) {
		return this.rule instanceof StandardRule standard && !standard.statuses().contains(status);
	}

	GuardedRule with(RetryRule rule) {
		return new GuardedRule(rule, this.failures);
	}

	private static boolean isFinal(Failure failure) {
		return FINAL.stream().anyMatch((type) -> failure.find(type) != null) || isOver(failure)
				|| isInterrupted(failure);
	}

	private static boolean isOver(Failure failure) {
		CallTimeoutException timeout = failure.find(CallTimeoutException.class);
		return timeout != null && FINAL_PHASES.contains(timeout.getPhase());
	}

	/**
	 * The JDK reports a read that timed out as one that was interrupted.
	 */
	private static boolean isInterrupted(Failure failure) {
		InterruptedIOException interruption = failure.find(InterruptedIOException.class);
		return interruption != null && !(interruption instanceof SocketTimeoutException);
	}

}
