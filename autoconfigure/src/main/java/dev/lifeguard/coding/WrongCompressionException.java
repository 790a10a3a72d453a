package dev.lifeguard.coding;

import java.io.Serial;

import io.netty.handler.codec.compression.DecompressionException;

/**
 * Exception thrown when a body is not what its {@code Content-Encoding} declares. The
 * message is the second half of a sentence about the body.
 */
final class WrongCompressionException extends DecompressionException {

	@Serial
	private static final long serialVersionUID = 1L;

	WrongCompressionException(String what) {
		super(what);
	}

}
