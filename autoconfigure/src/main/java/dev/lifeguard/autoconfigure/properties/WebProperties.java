package dev.lifeguard.autoconfigure.properties;

/**
 * Properties of a web application's responses to Lifeguard's failures.
 */
class WebProperties {

	/**
	 * Whether failures of a client that a controller does not handle are answered with
	 * problem details and status 503 or 504.
	 */
	private boolean mapFailures = true;

	public boolean isMapFailures() {
		return this.mapFailures;
	}

	public void setMapFailures(boolean mapFailures) {
		this.mapFailures = mapFailures;
	}

}
