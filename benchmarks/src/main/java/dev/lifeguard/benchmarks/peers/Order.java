package dev.lifeguard.benchmarks.peers;

/**
 * Request body: ten kibibytes of JSON, the same for all clients.
 *
 * @since 0.1.0
 */
public final class Order {

	/** The path of the orders. */
	public static final String PATH = "/orders";

	/** The body of a {@code POST}. */
	public static final String JSON = "{\"note\":\"%s\"}".formatted("x".repeat(10 * 1024 - "{'note':''}".length()));

	private Order() {
	}

}
