package dev.lifeguard.benchmarks.learning;

/**
 * Condition of a backend.
 *
 * @param slower how many times longer its work takes
 * @param workers which part of its workers is there
 * @param failing which part of the requests is answered with 503 at once
 */
record Weather(double slower, double workers, double failing) {

	static final Weather CALM = new Weather(1, 1, 0);

	static Weather slower(double times) {
		return new Weather(times, 1, 0);
	}

	static Weather workers(double part) {
		return new Weather(1, part, 0);
	}

	static Weather failing(double part) {
		return new Weather(1, 1, part);
	}

}
