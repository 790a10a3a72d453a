package dev.lifeguard.client;

import dev.lifeguard.failure.PoolExhaustedException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Who ends a call, if it does not end by itself: us, or the application by a failure of
 * its own. The first of them counts.
 */
final class CallEnd {

	private volatile By by = By.NOBODY;

	private volatile boolean failed;

	private volatile @Nullable Throwable applications;

	/**
	 * What the application sends has failed, and not the connection.
	 */
	void applicationFailed(Throwable failure) {
		if (this.applications == null) {
			this.applications = failure;
		}
	}

	@Nullable Throwable applications() {
		return this.applications;
	}

	void expired() {
		if (this.by == By.NOBODY) {
			this.by = By.DEADLINE;
		}
	}

	/**
	 * The response is taken back.
	 * @return whether nobody has ended the call before
	 */
	boolean reclaimed() {
		boolean first = this.by == By.NOBODY;
		this.by = first ? By.RECLAIM : this.by;
		return first;
	}

	boolean isReclaimed() {
		return this.by == By.RECLAIM;
	}

	boolean isOurs() {
		return this.by != By.NOBODY;
	}

	/**
	 * Return whether nobody has ended the call, and nothing of it has failed.
	 */
	boolean isOpen() {
		return !isOurs() && !this.failed && this.applications == null;
	}

	/**
	 * Put a failure of the call into its words. The application's own is returned as it
	 * is.
	 * @param failure what the transport reports
	 */
	Throwable translate(Throwable failure, Call call) {
		Throwable applications = this.applications;
		if (applications != null && !isOurs()) {
			return applications;
		}
		Throwable translated = CallFailures.isOurs(failure) ? failure : translated(failure, call);
		this.failed = true;
		return translated;
	}

	private Throwable translated(Throwable failure, Call call) {
		if (CallFailures.isPoolTimeout(failure)) {
			return call.refused(Reason.ACQUIRE_TIMEOUT);
		}
		return switch (this.by) {
			case DEADLINE -> call.failures().expired(failure);
			case RECLAIM -> call.failures().reclaimed(failure);
			case NOBODY -> call.failures().of(failure, call);
		};
	}

	private enum By {

		NOBODY, DEADLINE, RECLAIM

	}

}
