package dev.lifeguard.client;

import java.util.List;

/**
 * Count of the bytes of one request's body, against the {@code Content-Length} that the
 * request declares. A byte too many would be the beginning of another request, and a byte
 * too few would let the next request be the end of this one.
 * <p>
 * It is used by one thread at a time.
 *
 * @since 0.1.0
 */
public final class DeclaredLength {

	/**
	 * The header that declares it, in lower case: Spring's headers make a string of its
	 * own for each look for another spelling.
	 */
	public static final String HEADER = "content-length";

	private static final DeclaredLength NONE = new DeclaredLength(-1);

	private final long declared;

	private long counted;

	private DeclaredLength(long declared) {
		this.declared = declared;
	}

	/**
	 * Create a count for the body of a request.
	 * @param lengths the values of the request's header {@code Content-Length}
	 * @return the count
	 * @throws IllegalArgumentException if what they declare is ambiguous
	 */
	public static DeclaredLength of(List<String> lengths) {
		long declared = RequestHead.declaredLength(lengths);
		return (declared != NONE.declared) ? new DeclaredLength(declared) : NONE;
	}

	/**
	 * Return whether the request declares a length. Without one, nothing is counted.
	 * @return whether there is anything to check
	 */
	public boolean isDeclared() {
		return this.declared != -1;
	}

	/**
	 * Count bytes before they are sent.
	 * @param bytes how many
	 * @return this count
	 * @throws IllegalArgumentException if they are too many
	 */
	public DeclaredLength add(long bytes) {
		if (isDeclared()) {
			this.counted += bytes;
			if (this.counted > this.declared) {
				throw failure("more: at least %s bytes".formatted(this.counted));
			}
		}
		return this;
	}

	/**
	 * Return whether the next byte would be one too many. What completes a body is best
	 * kept back until its end is known: the peer takes it for the request.
	 * @return whether all bytes that are declared have been counted
	 */
	public boolean isReached() {
		return this.counted == this.declared;
	}

	/**
	 * Check the end of the body.
	 * @throws IllegalArgumentException if there were too few bytes
	 */
	public void end() {
		if (isDeclared() && this.counted < this.declared) {
			throw failure("only %s bytes".formatted(this.counted));
		}
	}

	/**
	 * Check a body that is in memory.
	 * @param bytes how many bytes it has
	 * @throws IllegalArgumentException if that is not what the request declares
	 */
	public void check(long bytes) {
		if (isDeclared() && bytes != this.declared) {
			throw failure("%s%s bytes".formatted((bytes > this.declared) ? "more: " : "only ", bytes));
		}
	}

	private IllegalArgumentException failure(String found) {
		return RequestHead
			.unsendable("the request declares Content-Length %s and its body has %s".formatted(this.declared, found));
	}

}
