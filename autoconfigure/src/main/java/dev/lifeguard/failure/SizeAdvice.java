package dev.lifeguard.failure;

/**
 * How large a pool should be for the load that it has: as large as Little's law says, and
 * a half more.
 *
 * @param load the permits that calls have held at once, on the average
 * @param size the bound to write
 * @param words the same in a sentence
 * @since 0.1.0
 */
public record SizeAdvice(double load, int size, String words) {
}
