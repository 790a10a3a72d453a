package dev.lifeguard.autoconfigure.properties;

/**
 * Properties of what our failures become in a web application.
 */
class WebProperties {

	/**
	 * Whether failures of a client that a controller does not handle leave as problem
	 * details with status 503 or 504.
	 */
	private boolean mapFailures = true;

	public boolean isMapFailures() {
		return this.mapFailures;
	}

	public void setMapFailures(boolean mapFailures) {
		this.mapFailures = mapFailures;
	}

}
