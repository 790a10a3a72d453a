package dev.lifeguard.pool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Time for which a remote keeps an idle connection, as far as it is known.
 *
 * @param advertised what it says in {@code Keep-Alive}, less a second, or less half of it
 * if that is less
 * @param observed what it has been seen to do, less a tenth
 * @since 0.1.0
 */
public record KeptFor(@Nullable Duration advertised, @Nullable Duration observed) {

	boolean isKnown() {
		return this.advertised != null || this.observed != null;
	}

}
