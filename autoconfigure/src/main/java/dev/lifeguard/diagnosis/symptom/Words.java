package dev.lifeguard.diagnosis.symptom;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.lifeguard.lease.Holder;
import org.jspecify.annotations.Nullable;

/**
 * Wording of numbers.
 */
final class Words {

	private Words() {
	}

	static String time(@Nullable Duration time) {
		if (time == null) {
			return "unknown";
		}
		long millis = time.toMillis();
		return (millis < 1000) ? millis + "ms" : String.format(Locale.ROOT, "%.1fs", millis / 1000.0);
	}

	/**
	 * Return so many of all, as in {@code 3 of 8 connections}.
	 */
	static String part(List<Holder> some, Facts facts) {
		return "%s of %s connections".formatted(some.size(), facts.holders().size());
	}

	static String oldest(List<Holder> some) {
		return time(some.stream().map(Holder::quiet).max(Comparator.naturalOrder()).orElse(Duration.ZERO));
	}

	/**
	 * Return the request that most of them make.
	 */
	static String mostly(List<Holder> some) {
		return most(some, Holder::request);
	}

	/**
	 * Return the remote that most of them go to.
	 */
	static String mostlyTo(List<Holder> some) {
		return most(some, Holder::remote);
	}

	private static String most(List<Holder> some, Function<Holder, String> name) {
		return some.stream()
			.collect(Collectors.groupingBy(name, Collectors.counting()))
			.entrySet()
			.stream()
			.max(Map.Entry.comparingByValue())
			.map(Map.Entry::getKey)
			.orElse("?");
	}

}
