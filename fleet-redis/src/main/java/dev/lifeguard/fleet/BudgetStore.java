package dev.lifeguard.fleet;

import org.jspecify.annotations.Nullable;

/**
 * Store that shares a group's budget out between its members. It may be asked from
 * several threads, and may take its time: it is never asked on the path of a call.
 * <p>
 * What it must hold to, whatever is lost, repeated or late: the sum of what it has
 * granted to members, and of what it keeps back from those that have vanished, is at most
 * the budget. Its clock is its own, and it believes a member about what that has. Both
 * are in the class documentation of {@link Replica}.
 *
 * @since 0.1.0
 */
public interface BudgetStore {

	/**
	 * Renew a member's lease.
	 * @param renewal what the member has, and needs
	 * @return what it may have, or {@code null} if a later message of the member was
	 * heard before
	 * @throws BudgetStoreException if the store cannot be reached, or refuses
	 */
	@Nullable Grant renew(Renewal renewal);

	/**
	 * Let a member go. What it still has is kept back for its quarantine, and the rest is
	 * free at once.
	 * @param renewal the member's last message: it has the connections that it could not
	 * close
	 * @throws BudgetStoreException if the store cannot be reached, or refuses
	 */
	void leave(Renewal renewal);

}
