package dev.lifeguard.autoconfigure.fleet;

/**
 * Tells how many instances of this application there are now, where
 * {@code fleet.replicas} is not set. It is asked once, when the application is ready.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FleetSize {

	/**
	 * Count the instances, this one among them.
	 * @return how many there are, 0 if that is not known
	 */
	int instances();

}
