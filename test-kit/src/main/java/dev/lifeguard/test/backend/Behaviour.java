package dev.lifeguard.test.backend;

import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What a backend does with a request: how long it works on it, what it answers, and how
 * it breaks the answer.
 *
 * @param delay how long it works before it answers, or does not
 * @param reply what it answers
 * @param fault what goes wrong with the answer
 * @param interval the time between two bytes of a body that drips
 * @since 0.1.0
 */
public record Behaviour(Duration delay, Reply reply, Fault fault, Duration interval) {

	/** A backend that is well. */
	public static final Behaviour WELL = new Behaviour(Duration.ZERO, Reply.OK, Fault.NONE, Duration.ofMillis(20));

	/**
	 * Check the values.
	 */
	public Behaviour {
		if (delay.isNegative()) {
			throw new IllegalArgumentException("A delay cannot be negative: " + delay);
		}
		if (interval.isNegative() || interval.isZero()) {
			throw new IllegalArgumentException("The time between two bytes must be longer than 0, not " + interval);
		}
	}

	/**
	 * Return the same behaviour after another time.
	 * @param delay how long the backend works before it answers
	 * @return the behaviour
	 */
	public Behaviour after(Duration delay) {
		return new Behaviour(delay, this.reply, this.fault, this.interval);
	}

	/**
	 * Return the same behaviour with a fault.
	 * @param fault what goes wrong with the answer
	 * @return the behaviour
	 */
	public Behaviour with(Fault fault) {
		return new Behaviour(this.delay, this.reply, fault, this.interval);
	}

	/**
	 * Return a behaviour whose body comes byte by byte.
	 * @param interval the time between two bytes
	 * @return the behaviour
	 */
	public Behaviour dripping(Duration interval) {
		return new Behaviour(this.delay, this.reply, Fault.DRIP, interval);
	}

	/**
	 * Return the same behaviour with another status.
	 * @param status the status
	 * @return the behaviour
	 */
	public Behaviour status(int status) {
		return replying((reply) -> reply.withStatus(status));
	}

	/**
	 * Return the same behaviour, asking the client to come again later.
	 * @param retryAfter when
	 * @return the behaviour
	 */
	public Behaviour retryAfter(Duration retryAfter) {
		return replying((reply) -> reply.withRetryAfter(retryAfter));
	}

	/**
	 * Return the same behaviour with a further header.
	 * @param name the header's name
	 * @param value its value
	 * @return the behaviour
	 */
	public Behaviour header(String name, String value) {
		return replying((reply) -> reply.withHeader(name, value));
	}

	/**
	 * Return the same behaviour with another body.
	 * @param body the body
	 * @return the behaviour
	 */
	public Behaviour body(String body) {
		return replying((reply) -> reply.withBody(body));
	}

	/**
	 * Return the same behaviour with a body that has a least size.
	 * @param size the size in bytes
	 * @return the behaviour
	 */
	public Behaviour size(long size) {
		return replying((reply) -> reply.withSize(size));
	}

	private Behaviour replying(UnaryOperator<Reply> change) {
		return new Behaviour(this.delay, change.apply(this.reply), this.fault, this.interval);
	}

	/**
	 * Return a behaviour with the same content and nothing wrong with it.
	 * @return the behaviour
	 */
	public Behaviour healed() {
		return new Behaviour(Duration.ZERO, this.reply.healed(), Fault.NONE, this.interval);
	}

	/**
	 * What goes wrong with an answer.
	 */
	public enum Fault {

		/** Nothing. */
		NONE,

		/** It stops in the middle of its body. */
		STALL,

		/** Its body comes byte by byte, and has no end. */
		DRIP,

		/** There is none. */
		SILENT,

		/** The connection is reset instead. */
		RESET,

		/** The connection is closed instead. */
		CLOSE,

		/** It is not HTTP. */
		GARBAGE

	}

}
