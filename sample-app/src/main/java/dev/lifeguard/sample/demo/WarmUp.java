package dev.lifeguard.sample.demo;

/**
 * Warm-up that reaches the load's rate in steps, and waits a while for both sides to keep
 * up with each: a virtual machine that has just started is slow, and that is not what the
 * page is about.
 */
class WarmUp {

	static final int STEPS = 8;

	static final int MOST_POINTS = 30;

	private int step = 1;

	private int points;

	/**
	 * Take a step if it is time for one.
	 * @return whether it was
	 */
	boolean step(Point last) {
		this.points++;
		boolean time = this.step < STEPS && (last.broken() || last.keptUp() || this.points >= MOST_POINTS);
		if (time) {
			this.step++;
		}
		return time;
	}

	int of(int rate) {
		return rate * this.step / STEPS;
	}

}
