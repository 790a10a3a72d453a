package dev.lifeguard.limit;

/**
 * Strategy that shares a budget out between the clients of a fleet. A bean of this type
 * is what {@code fleet.mode: lease} needs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Shares {

	/**
	 * Return the share of a client, which is its floor until something else is agreed.
	 * Nobody is asked before the application has started.
	 * @param client the client's name
	 * @param settings the fleet that it is part of
	 * @return the share
	 */
	Share join(String client, FleetSettings settings);

}
