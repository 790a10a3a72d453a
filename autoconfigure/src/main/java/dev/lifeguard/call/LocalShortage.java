package dev.lifeguard.call;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Recognition of resources that this machine ran out of before there was a connection.
 * The operating system says it in words only.
 */
final class LocalShortage {

	private static final Map<String, String> WORDS = Map.of("Too many open files",
			"no connection could be opened, because this process has too many open files (ulimit -n)",
			"Cannot assign requested address",
			"no connection could be opened, because this machine has no local port or address to connect from "
					+ "(net.ipv4.ip_local_port_range, or IPv6 switched off)");

	/** Chains are longer only where a cause is its own cause. */
	private static final int LONGEST_CHAIN = 50;

	private LocalShortage() {
	}

	/**
	 * Return what there is not enough of.
	 * @return in words, or {@code null} if the failure is of another kind
	 */
	static @Nullable String of(Throwable failure) {
		Throwable candidate = failure;
		for (int length = 0; candidate != null && length < LONGEST_CHAIN; length++) {
			String message = candidate.getMessage();
			String found = (message != null) ? in(message) : null;
			if (found != null) {
				return found;
			}
			candidate = candidate.getCause();
		}
		return null;
	}

	private static @Nullable String in(String message) {
		return WORDS.entrySet()
			.stream()
			.filter((word) -> message.contains(word.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

}
