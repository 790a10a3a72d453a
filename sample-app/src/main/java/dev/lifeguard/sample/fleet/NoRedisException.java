package dev.lifeguard.sample.fleet;

/**
 * Failure to start a Redis for the fleet.
 */
class NoRedisException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	NoRedisException(String message) {
		super(message);
	}

}
