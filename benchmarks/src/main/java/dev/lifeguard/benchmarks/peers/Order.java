package dev.lifeguard.benchmarks.peers;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is posted: about ten kibibytes of JSON, the same for all clients.
 *
 * @since 0.1.0
 */
public final class Order {

	/** The path of the orders. */
	public static final String PATH = "/orders";

	/** The body of a {@code POST}. */
	public static final String JSON = IntStream.range(0, 160)
		.mapToObj((line) -> "{\"line\":%03d,\"article\":\"lifebuoy, orange, 75 cm\",\"quantity\":%02d}".formatted(line,
				line % 100))
		.collect(Collectors.joining(",", "{\"lines\":[", "]}"));

	private Order() {
	}

}
