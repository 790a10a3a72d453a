package dev.lifeguard.diagnosis.symptom;

import java.util.Locale;

import dev.lifeguard.failure.Cause;
import dev.lifeguard.lease.Holder;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: many of the calls that ask for permits repeat calls that were answered, with
 * responses that asked for less load.
 *
 * @since 0.1.0
 */
public final class RetryStorm implements Symptom {

	private static final double MANY = 1.0 / 3;

	static boolean isIn(Facts facts) {
		return facts.figures().retryShare() >= MANY;
	}

	@Override
	public @Nullable Finding look(Facts facts) {
		if (!isIn(facts)) {
			return null;
		}
		double share = facts.figures().retryShare();
		return new Finding(Cause.RETRY_STORM, Math.max(share, Finding.share(facts.those(Holder::retry), facts)),
				String.format(Locale.ROOT, "%.0f %% of recent calls repeat one that the backend answered with an error",
						share * 100),
				"raising max-connections will not help: the backend answers with errors and receives each call again; lower "
						+ "retry.max-attempts and retry.budget.ratio until it has recovered"
						+ facts.yaml("retry.budget.ratio", 0.1));
	}

}
