package dev.lifeguard.failure;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * No permit in the pool for this call: it was never sent. It reaches callers as the cause
 * of the {@code ResourceAccessException} or {@code WebClientRequestException} that they
 * already know.
 * <p>
 * It is thrown often exactly when time is short, so it captures no stack trace; the
 * exception around it has the caller's.
 *
 * @since 0.1.0
 */
@SuppressWarnings("serial")
public class PoolExhaustedException extends IOException {

	private final String client;

	private final String remote;

	private final Reason reason;

	private final Duration waited;

	private final PoolSnapshot snapshot;

	private final Diagnosis diagnosis;

	/**
	 * Create a new exception.
	 * @param client the client's name
	 * @param remote where the call was to go, {@code host:port}
	 * @param reason why there was no permit
	 * @param waited how long the call waited for one
	 * @param snapshot the pool at the moment of refusal
	 * @param diagnosis why the pool is empty
	 */
	public PoolExhaustedException(String client, String remote, Reason reason, Duration waited, PoolSnapshot snapshot,
			Diagnosis diagnosis) {
		this.client = client;
		this.remote = remote;
		this.reason = reason;
		this.waited = waited;
		this.snapshot = snapshot;
		this.diagnosis = diagnosis;
	}

	/**
	 * Return the whole story. It is put together when it is asked for: refusing must be
	 * cheap.
	 * @return the message
	 */
	@Override
	public String getMessage() {
		if (this.reason == Reason.SHUT_DOWN) {
			return "client '%s' is shut down".formatted(this.client);
		}
		return String.format(Locale.ROOT, """
				503: Connection pool exhausted. Maximum connections to backend reached
				  client=%s remote=%s reason=%s waited=%dms
				  %s
				  cause=%s: %s
				  advice: %s""", this.client, this.remote, this.reason, this.waited.toMillis(), this.snapshot.line(),
				this.diagnosis.cause(), this.diagnosis.evidence(), this.diagnosis.advice());
	}

	/**
	 * Return the name of the client whose pool is exhausted.
	 * @return the client's name
	 */
	public String getClient() {
		return this.client;
	}

	/**
	 * Return where the call was to go.
	 * @return {@code host:port}
	 */
	public String getRemote() {
		return this.remote;
	}

	/**
	 * Return why there was no permit.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Return how long the call waited for a permit.
	 * @return the wait, zero if it was refused at once
	 */
	public Duration getWaited() {
		return this.waited;
	}

	/**
	 * Return the pool's numbers at the moment of refusal.
	 * @return the snapshot
	 */
	public PoolSnapshot getSnapshot() {
		return this.snapshot;
	}

	/**
	 * Return why the pool is empty.
	 * @return the diagnosis
	 */
	public Diagnosis getDiagnosis() {
		return this.diagnosis;
	}

	@Override
	public synchronized Throwable fillInStackTrace() {
		return this;
	}

	/**
	 * Reason why a call got no permit.
	 */
	public enum Reason {

		/** It waited for {@code pool.acquire-timeout}. */
		ACQUIRE_TIMEOUT,

		/** As many callers waited already as {@code pool.max-pending} allows. */
		QUEUE_FULL,

		/**
		 * Its deadline ({@code timeout.call}) passed while it waited, or came so close
		 * that no recent call would have been over by then.
		 */
		DEADLINE,

		/** The client was shut down. */
		SHUT_DOWN

	}

}
