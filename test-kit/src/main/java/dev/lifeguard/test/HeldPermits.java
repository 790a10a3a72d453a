package dev.lifeguard.test;

/**
 * All permits of a client, in the hands of a test.
 *
 * @since 0.1.0
 */
public final class HeldPermits implements AutoCloseable {

	private final Occupation occupation;

	HeldPermits(Occupation occupation) {
		this.occupation = occupation;
	}

	/**
	 * Return how many permits are held. Those of calls that were under way are held as
	 * soon as these are over.
	 * @return the count
	 */
	public int count() {
		return this.occupation.count();
	}

	/**
	 * Give them back.
	 */
	@Override
	public void close() {
		this.occupation.end();
	}

}
