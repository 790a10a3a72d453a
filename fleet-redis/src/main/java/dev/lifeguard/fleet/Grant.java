package dev.lifeguard.fleet;

/**
 * Answer of the store to a {@link Renewal}. Floors are no part of its numbers.
 *
 * @param connections how many connections of the budget the member may have
 * @param learning whether the store does not know yet what all members have, and
 * therefore grants nothing new
 * @param pool how many the group may have together: the smallest that its members have
 * configured
 * @param members how many members the group has, this one included
 * @param granted how many connections they have together
 * @param wanted how many they need together
 * @param quarantined how many are kept back from members that have vanished
 * @since 0.1.0
 */
public record Grant(int connections, boolean learning, int pool, int members, int granted, int wanted,
		int quarantined) {

}
