package dev.lifeguard.benchmarks.learning;

/**
 * One call of a trial, the same for all entrants.
 *
 * @param dueMicros when it is due
 * @param route which of the backend's paths it is for
 * @param workMicros how long the backend works for it when all is well
 * @param bodyMillis how long the response takes from its head to its end
 * @param leaked whether the caller forgets the response
 */
record PlannedCall(long dueMicros, String route, long workMicros, int bodyMillis, boolean leaked) {

	static final String ORDERS = "orders";

	static PlannedCall of(String route, double workMillis) {
		return new PlannedCall(0, route, (long) (workMillis * 1000), 0, false);
	}

	PlannedCall at(long dueMicros) {
		return new PlannedCall(dueMicros, this.route, this.workMicros, this.bodyMillis, this.leaked);
	}

	PlannedCall withBody(int bodyMillis) {
		return new PlannedCall(this.dueMicros, this.route, this.workMicros, bodyMillis, this.leaked);
	}

	PlannedCall leaking() {
		return new PlannedCall(this.dueMicros, this.route, this.workMicros, this.bodyMillis, true);
	}

	/**
	 * Return the path as a template, which is what the baselines go by.
	 */
	String template() {
		return "/" + this.route + "?work={work}&body={body}";
	}

}
