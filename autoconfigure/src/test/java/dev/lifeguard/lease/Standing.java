package dev.lifeguard.lease;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One who stands in a line and is nothing else.
 */
final class Standing extends Waiter<Standing> {

	/**
	 * Create one who came at the beginning of time, with all of it left.
	 * @param ticket when it came, among the others
	 */
	Standing(long ticket) {
		this(ticket, 0);
	}

	Standing(long ticket, long requestedNanos) {
		super(requestedNanos);
		this.ticket = ticket;
	}

	static Standing withTime(long ticket, long givenNanos) {
		Standing standing = new Standing(ticket);
		standing.given(givenNanos, standing.requestedNanos());
		return standing;
	}

	/**
	 * Return those that stand in a line, the oldest first.
	 */
	static List<Standing> in(WaitingLine<Standing> line) {
		List<Standing> all = new ArrayList<>();
		for (Standing one = line.oldest(); one != null; one = one.newer) {
			all.add(one);
		}
		return all;
	}

	/**
	 * Return where nobody may be put.
	 */
	static Collection<Standing> nobody() {
		return List.of();
	}

	@Override
	public String toString() {
		return "#" + this.ticket;
	}

}
