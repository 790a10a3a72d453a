package dev.lifeguard.limit;

/**
 * Number of unanswered calls that the backend is known to bear: one and a half times
 * their mean while it was as fast as usual. A slow backend takes the limit back to here
 * and no further, since from one client it looks the same whether the load or the backend
 * is at fault. Used by one thread at a time.
 */
final class KnownSafe {

	/**
	 * Simulated from 1 to 2: less loses where the backend gets slower by itself, and more
	 * where its queue is long.
	 */
	private static final double MARGIN = 1.5;

	/** The mean is of about the last five seconds. */
	private static final double MEAN_NANOS = 5e9;

	/** Time for which a safe value is believed to remain safe. */
	private static final double MEMORY_NANOS = 300e9;

	/** The calls of the first seconds are not those of a warm client. */
	private static final long WARM_UP_NANOS = 10_000_000_000L;

	private double value;

	private boolean known;

	/** Held back until the next calm window confirms it; 0 for none. */
	private double candidate;

	private double mean = Double.NaN;

	private long calmNanos;

	/**
	 * Create the number.
	 * @param initial what it is taken for while it is not known
	 */
	KnownSafe(double initial) {
		this.value = initial;
	}

	double value() {
		return this.value;
	}

	boolean isKnown() {
		return this.known;
	}

	/**
	 * Drop what a window disproves.
	 */
	void doubt(Tally window) {
		if (!window.isCalm()) {
			this.candidate = 0;
		}
		if (window.corrected()) {
			this.known = false;
			this.calmNanos = 0;
		}
	}

	/**
	 * Learn from a calm window, if the one before was calm too.
	 * @param window the window
	 * @param limit the limit in it
	 */
	void learn(Tally window, double limit) {
		if (this.candidate > 0) {
			double faded = this.known ? this.value * Math.exp(-window.nanos() / MEMORY_NANOS) : 0;
			this.value = Math.max(this.candidate, faded);
		}
		this.calmNanos += window.nanos();
		this.known |= this.calmNanos > WARM_UP_NANOS;
		this.candidate = Math.max(1, Math.min(limit, MARGIN * mean(window)));
	}

	/**
	 * Calls pile up while the backend is slow: that mean says nothing of what is safe.
	 */
	private double mean(Tally window) {
		double weight = 1 - Math.exp(-window.nanos() / MEAN_NANOS);
		double mean = window.meanUnanswered();
		this.mean = Double.isNaN(this.mean) ? mean : this.mean + weight * (mean - this.mean);
		return this.mean;
	}

}
