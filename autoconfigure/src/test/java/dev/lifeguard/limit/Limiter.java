package dev.lifeguard.limit;

/**
 * Limit as the gate of a {@link Simulation} sees it.
 */
@FunctionalInterface
interface Limiter {

	int permits();

	default void sent(int unanswered) {
	}

	default void blocked() {
	}

	default void ended(String uriTemplate, Signal signal, long nanos) {
	}

	/**
	 * Return a limiter that learns.
	 */
	static Limiter of(LearnedLimit limit) {
		return new Limiter() {

			@Override
			public int permits() {
				return limit.getAsInt();
			}

			@Override
			public void sent(int unanswered) {
				limit.sent(unanswered);
			}

			@Override
			public void blocked() {
				limit.blocked();
			}

			@Override
			public void ended(String uriTemplate, Signal signal, long nanos) {
				limit.ended("GET", uriTemplate, signal, nanos);
			}

		};
	}

}
