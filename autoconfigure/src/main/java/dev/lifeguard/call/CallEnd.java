package dev.lifeguard.call;

import dev.lifeguard.call.life.CallLife;
import dev.lifeguard.call.life.Verdict;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.transport.PassedLimit;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/**
 * End of one call: its verdict, its response, its failure.
 */
abstract class CallEnd extends CallConnections {

	private final CallLife life = new CallLife();

	private volatile @Nullable Connection response;

	private volatile @Nullable Throwable applicationsFailure;

	private volatile @Nullable Outcome failed;

	CallEnd(String method) {
		super(method);
	}

	final CallLife life() {
		return this.life;
	}

	/**
	 * The response has begun.
	 * @param response its head
	 */
	final void responds(Connection response) {
		this.response = response;
	}

	final @Nullable Connection response() {
		return this.response;
	}

	boolean isResponded() {
		return this.response != null;
	}

	/**
	 * Note the first failure of the application's own.
	 */
	final void failedByApplication(Throwable failure) {
		if (this.applicationsFailure == null) {
			this.applicationsFailure = failure;
		}
	}

	final @Nullable Throwable failureOfApplication() {
		return this.applicationsFailure;
	}

	/**
	 * Note how the call fails, unless something has ended it already.
	 */
	final void willFail(Outcome outcome) {
		if (this.life.verdict() == Verdict.NONE) {
			this.failed = outcome;
		}
	}

	/**
	 * Return how the call has ended.
	 * @param phase where it was
	 */
	final Outcome outcome(Phase phase) {
		Verdict verdict = this.life.verdict();
		boolean applications = this.applicationsFailure != null && !verdict.isOurs();
		return applications ? Outcome.of(Outcome.Kind.APPLICATION_FAILED, status())
				: verdict.outcome(status(), phase, this.failed);
	}

	/**
	 * Return how the call ends by a failure.
	 * @param failure what the transport reports
	 * @param phase where the call is
	 */
	final Outcome outcomeOf(Throwable failure, Phase phase) {
		if (failure instanceof CallTimeoutException || PassedLimit.of(latest(), this) != null) {
			return Outcome.timedOut(phase, status());
		}
		return Outcome.of((channel() != null) ? Outcome.Kind.FAILED : Outcome.Kind.CONNECT_FAILED, status());
	}

	private int status() {
		return (this.response instanceof HttpClientResponse head) ? head.status().code() : 0;
	}

}
