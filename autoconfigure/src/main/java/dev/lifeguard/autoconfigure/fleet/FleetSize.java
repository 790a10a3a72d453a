package dev.lifeguard.autoconfigure.fleet;

/**
 * Source of the current number of instances of this application, for clients without
 * {@code fleet.replicas}. It is asked once, when the application is ready.
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
