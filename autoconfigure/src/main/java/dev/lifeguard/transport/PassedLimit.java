package dev.lifeguard.transport;

import java.time.Duration;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.pool.Bound;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Time limit that was passed. What ends a connection for it notes it there, because the
 * failure that follows does not tell one limit from another.
 *
 * @param phase what took too long; {@code null} for the response, begun or not
 * @param time how long the limit is; {@code null} if its handler does not say
 * @param setting what sets it, in words; {@code null} if it is the client's own
 * @since 0.1.0
 */
public record PassedLimit(@Nullable Phase phase, @Nullable Duration time, @Nullable String setting) {

	private static final AttributeKey<Noted> NOTED = AttributeKey.valueOf(PassedLimit.class, "noted");

	/**
	 * Note the limit, unless one was passed before: that one ends the connection.
	 */
	public void noteOn(Channel channel) {
		channel.attr(NOTED).setIfAbsent(new Noted(this, Bound.to(channel)));
	}

	/**
	 * Return the limit that has ended the connection of a call, or the connection beneath
	 * its stream, if one has.
	 */
	public static @Nullable PassedLimit of(@Nullable Channel channel, Bound call) {
		if (channel == null) {
			return null;
		}
		Noted noted = channel.attr(NOTED).get();
		if (noted != null) {
			return noted.isOf(call) ? noted.limit() : null;
		}
		Noted beneath = (channel.parent() != null) ? channel.parent().attr(NOTED).get() : null;
		return (beneath != null) ? beneath.limit() : null;
	}

	boolean isShorterThan(PassedLimit other) {
		return this.time != null && other.time != null && this.time.compareTo(other.time) < 0;
	}

	public Phase phase(boolean responded) {
		if (this.phase != null) {
			return this.phase;
		}
		return responded ? Phase.BODY : Phase.FIRST_BYTE;
	}

	/**
	 * Note on a connection.
	 *
	 * @param limit the limit
	 * @param call the call that had the connection, if one had it already: a redirected
	 * one has gone on
	 */
	private record Noted(PassedLimit limit, @Nullable Bound call) {

		boolean isOf(Bound call) {
			return this.call == null || this.call == call;
		}

	}

}
