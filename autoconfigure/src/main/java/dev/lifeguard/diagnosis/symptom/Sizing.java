package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.Locale;

import dev.lifeguard.diagnosis.vitals.Figures;
import dev.lifeguard.diagnosis.vitals.Times;
import dev.lifeguard.failure.SizeAdvice;

/**
 * Calculation of how large a pool should be for its current load.
 *
 * @since 0.1.0
 */
public final class Sizing {

	private static final double MARGIN = 1.5;

	/**
	 * Return the advice for a client.
	 * @param figures what its calls have been like
	 * @param limit its bound
	 * @return the advice; none to raise a bound that is not the reason for waiting
	 */
	public static SizeAdvice of(Figures figures, int limit) {
		int size = size(figures);
		String numbers = String.format(Locale.ROOT, "%.1f calls per second x %s x %.1f = %d",
				figures.arrivalsPerSecond(), Words.time(figures.held()), MARGIN, size);
		if (figures.ended() == 0) {
			return new SizeAdvice(0, limit, "unknown: no call has ended recently");
		}
		if (size <= limit) {
			return new SizeAdvice(figures.load(), limit, "enough: " + numbers);
		}
		if (Boolean.FALSE.equals(figures.areAsFastAsUsual(MARGIN))) {
			return new SizeAdvice(figures.load(), limit,
					"enough: the backend is slower than usual (%s, usually %s), so ".formatted(
							Words.time(Times.half(figures.recentHeld())), Words.time(Times.half(figures.usualHeld())))
							+ "more calls at once will not help");
		}
		return new SizeAdvice(figures.load(), size, "too small for this load: " + numbers);
	}

	private Sizing() {
	}

	static int size(Figures figures) {
		return size(figures.arrivalsPerSecond(), figures.held());
	}

	static int size(double arrivalsPerSecond, Duration held) {
		return (int) Math.min(Integer.MAX_VALUE, Math.ceil(Figures.load(arrivalsPerSecond, held) * MARGIN));
	}

}
