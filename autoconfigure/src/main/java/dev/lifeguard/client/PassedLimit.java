package dev.lifeguard.client;

import java.time.Duration;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * A time limit that was passed. What ends a connection for it notes it there, because the
 * failure that follows does not tell one limit from another.
 *
 * @param phase what took too long; {@code null} for the response, begun or not
 * @param time how long the limit is; {@code null} if its handler does not say
 * @param setting what sets it, in words; {@code null} if it is the client's own
 */
record PassedLimit(@Nullable Phase phase, @Nullable Duration time, @Nullable String setting) {

	private static final AttributeKey<Noted> NOTED = AttributeKey.valueOf(PassedLimit.class, "noted");

	/**
	 * Note the limit, unless one was passed before: that one ends the connection.
	 */
	void noteOn(Channel channel) {
		channel.attr(NOTED).setIfAbsent(new Noted(this, Call.boundTo(channel)));
	}

	/**
	 * Return the limit that has ended the connection of a call, or the connection beneath
	 * its stream, if one has.
	 */
	static @Nullable PassedLimit of(Call call) {
		Channel connecting = call.connecting();
		Channel channel = (connecting != null) ? connecting : call.channel();
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

	Phase phase(boolean responded) {
		if (this.phase != null) {
			return this.phase;
		}
		return responded ? Phase.BODY : Phase.FIRST_BYTE;
	}

	/**
	 * What is noted on a connection.
	 *
	 * @param limit the limit
	 * @param call the call that had the connection, if one had it already: a redirected
	 * one has gone on
	 */
	private record Noted(PassedLimit limit, @Nullable Call call) {

		boolean isOf(Call call) {
			return this.call == null || this.call == call;
		}

	}

}
