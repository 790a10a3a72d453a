package dev.lifeguard.call.wire;

import io.netty.handler.codec.DecoderException;

/**
 * Failure of a response whose status does not have three digits: Spring has no type for
 * it, and would throw when it is read.
 *
 * @since 0.1.0
 */
public final class NoStatus {

	private NoStatus() {
	}

	/**
	 * Return whether a number is none of HTTP's.
	 * @param status what the peer sent
	 * @return whether it is no status
	 */
	public static boolean is(int status) {
		return status < 100 || status > 999;
	}

	/**
	 * Return the failure of the call, to be translated.
	 * @return the failure
	 */
	public static RuntimeException failure() {
		return new DecoderException("its status is not between 100 and 999");
	}

}
