package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.Locale;

import dev.lifeguard.diagnosis.vitals.Figures;
import dev.lifeguard.diagnosis.vitals.Times;
import dev.lifeguard.failure.Cause;
import org.jspecify.annotations.Nullable;

/**
 * Symptom: there are more calls than permits, the permits are released quickly, and the
 * backend answers as fast as it does when there are few calls.
 *
 * @since 0.1.0
 */
public final class UndersizedPool implements Symptom {

	private static final Duration FAST = Duration.ofMillis(100);

	private static final int ENOUGH = 10;

	private static final double RISING = 1.5;

	@Override
	public @Nullable Finding look(Facts facts) {
		Figures figures = facts.figures();
		int size = size(facts);
		boolean turnedOver = figures.ended() >= Math.max(ENOUGH, facts.pool().limit());
		boolean tooSmall = size > facts.pool().limit() && isOfMostCalls(figures, facts.pool().limit());
		boolean ofOthers = facts.isOfOneRemote() || FleetBudget.bounds(facts.pool());
		if (ofOthers || !turnedOver || !tooSmall || !isFast(figures) || isHeldUp(facts)) {
			return null;
		}
		String evidence = String.format(Locale.ROOT,
				"%.0f calls per second hold a permit for %s each, that is %.0f permits on average, and there are %d; the first "
						+ "byte arrives after %s, usually %s",
				figures.arrivalsPerSecond(), Words.time(figures.held()), figures.load(), facts.pool().limit(),
				Words.time(Times.half(figures.recent())), Words.time(Times.half(figures.usual())));
		return new Finding(Cause.UNDERSIZED, 1, evidence, advice(facts, size));
	}

	/**
	 * A learned limit is on the calls that wait for their first byte, whatever they hold
	 * their permits for.
	 */
	private static int size(Facts facts) {
		Times recent = facts.figures().recent();
		return (facts.pool().learned() && recent != null)
				? Sizing.size(facts.figures().arrivalsPerSecond(), recent.half()) : Sizing.size(facts.figures());
	}

	/**
	 * A learned limit that is too small grows by itself, up to the bound.
	 */
	private static String advice(Facts facts, int size) {
		int max = facts.pool().max();
		if (facts.pool().learned() && size <= max) {
			return "the limit is learned, and grows while the backend is as fast as usual. It starts at limit.initial and is "
					+ "never below limit.min" + facts.yaml("limit.initial", size);
		}
		return "raise pool.max-connections from %s to %s, which is 1.5 times the load".formatted(
				facts.pool().learned() ? max : facts.pool().limit(), size) + facts.yaml("pool.max-connections", size);
	}

	/**
	 * Return whether the permits would not suffice either if all calls held theirs for as
	 * long as most do. If only some are long, as after a standstill or among leaks, it is
	 * not the pool that is too small.
	 */
	private static boolean isOfMostCalls(Figures figures, int limit) {
		Times held = figures.recentHeld();
		return held == null || Sizing.size(figures.arrivalsPerSecond(), held.half()) > limit;
	}

	/**
	 * Return whether those that are not answered yet have waited for longer than those
	 * that were.
	 */
	private static boolean isHeldUp(Facts facts) {
		Times recent = facts.figures().recent();
		return recent != null && SlowBackend.medianAge(facts.holders()).compareTo(recent.half().multipliedBy(2)) > 0;
	}

	/**
	 * The usual time is not known for a client that was full from its first call on.
	 */
	private static boolean isFast(Figures figures) {
		Boolean asUsual = figures.areAsFastAsUsual(RISING);
		Times recent = figures.recent();
		Times held = figures.recentHeld();
		if (asUsual != null) {
			return asUsual;
		}
		return recent != null && held != null && recent.most().compareTo(FAST) <= 0
				&& held.most().compareTo(FAST.multipliedBy(2)) <= 0;
	}

}
