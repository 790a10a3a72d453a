package dev.lifeguard.fleet;

import java.time.Duration;

/**
 * Message of a member of a group to the store.
 *
 * @param group the name of those that share the budget
 * @param member the member, by a name that no other ever had: a process that starts again
 * is another member
 * @param sequence how many messages the member has sent, this one included
 * @param has how many connections of the budget it may use, or has still open: the larger
 * of the two
 * @param pending how many it was offered last, and may not use before the store has
 * confirmed it
 * @param wanted how many it needs
 * @param pool how many the group may have together, by the member's configuration: the
 * budget without the floors
 * @param leaseTime how long the lease is to hold
 * @param quarantine how long what the member has is kept back if it vanishes
 * @since 0.1.0
 */
public record Renewal(String group, String member, long sequence, int has, int pending, int wanted, int pool,
		Duration leaseTime, Duration quarantine) {

}
