package dev.lifeguard.sample.demo;

import org.jspecify.annotations.Nullable;

/**
 * Information that a client gives about itself.
 *
 * @param limit its limit, if that is learned
 * @param retries what it thinks of retries, if it makes any
 * @param verdict why calls are refused, if they are
 */
record Said(@Nullable LimitPoint limit, @Nullable RetryPoint retries, @Nullable Verdict verdict) {

	static final Said NOTHING = new Said(null, null, null);

}
