package dev.lifeguard.failure;

/**
 * Advice on the size of a pool for its current load: the size by Little's law, times 1.5.
 *
 * @param load the permits that calls have held at once, on the average
 * @param size the bound to write
 * @param words the same in a sentence
 * @since 0.1.0
 */
public record SizeAdvice(double load, int size, String words) {
}
