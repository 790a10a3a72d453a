package dev.lifeguard.fleet.redis;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.QueryTimeoutException;

/**
 * Why Redis gave no answer, in words of our own: a driver's message may have an address
 * with a password in it.
 */
final class RedisTrouble {

	/** Redis begins an error with one of these. */
	private static final Pattern CODE = Pattern
		.compile("\\b(WRONGPASS|NOAUTH|NOPERM|LOADING|MASTERDOWN|CLUSTERDOWN|READONLY|MISCONF|OOM|NOREPLICAS|BUSY)\\b");

	private static final Set<String> REFUSED = Set.of("WRONGPASS", "NOAUTH", "NOPERM");

	private RedisTrouble() {
	}

	/**
	 * Say why.
	 * @param failure what was thrown
	 * @return a few words, without a full stop
	 */
	static String of(Throwable failure) {
		String code = code(failure);
		if (code != null) {
			return (REFUSED.contains(code) ? "Redis refuses the credentials or what they may do (%s)"
					: "Redis is not able to serve (%s)")
				.formatted(code);
		}
		if (failure instanceof QueryTimeoutException) {
			return "Redis has not answered within the command timeout";
		}
		return "Redis cannot be used (%s)"
			.formatted(NestedExceptionUtils.getMostSpecificCause(failure).getClass().getSimpleName());
	}

	private static @Nullable String code(Throwable failure) {
		Throwable cause = failure;
		while (cause != null) {
			Matcher code = CODE.matcher(String.valueOf(cause.getMessage()));
			if (code.find()) {
				return code.group(1);
			}
			cause = (cause.getCause() != cause) ? cause.getCause() : null;
		}
		return null;
	}

}
