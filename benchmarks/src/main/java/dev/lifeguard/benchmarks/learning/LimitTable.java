package dev.lifeguard.benchmarks.learning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import dev.lifeguard.benchmarks.learning.Score.Result;
import dev.lifeguard.benchmarks.report.Spread;

/**
 * Markdown table that compares the learned limit with the best fixed one.
 */
final class LimitTable {

	private static final double MOST_IN_TROUBLE = 2;

	private static final double MOST_AFTER = 1;

	private final Face face;

	private final Map<Trial, Map<Entrant, List<Result>>> results = new LinkedHashMap<>();

	LimitTable(Face face) {
		this.face = face;
	}

	/**
	 * Add a round.
	 * @return what it was, in one line
	 */
	String add(Trial trial, Map<Entrant, Score> scores) {
		Map<Entrant, List<Result>> known = this.results.computeIfAbsent(trial, (key) -> new LinkedHashMap<>());
		scores.forEach(
				(entrant, score) -> known.computeIfAbsent(entrant, (key) -> new ArrayList<>()).add(score.result()));
		return "%s, %s: %s".formatted(trial.word(), this.face.word(),
				scores.entrySet()
					.stream()
					.map((one) -> String.format(Locale.ROOT, "%s %.1f / %.1f", one.getKey().name(),
							one.getValue().result().trouble(), one.getValue().result().after()))
					.collect(Collectors.joining(", ")));
	}

	@Override
	public String toString() {
		return """
				| %s: good calls, %% in the trouble / afterwards | %s | learned - best fixed, in the trouble | afterwards | goal |
				|---%s|---:|---:|---|
				%s"""
			.formatted(this.face.word(), Entrant.all().stream().map(Entrant::name).collect(Collectors.joining(" | ")),
					"|---:".repeat(Entrant.all().size()),
					this.results.keySet().stream().map(this::row).collect(Collectors.joining()));
	}

	private String row(Trial trial) {
		Entrant best = bestFixed(trial);
		Spread trouble = difference(trial, best, Result::trouble);
		Spread after = difference(trial, best, Result::after);
		boolean met = trouble.median() >= -MOST_IN_TROUBLE && after.median() >= -MOST_AFTER;
		return "| %s | %s | %s | %s | %s |%n".formatted(trial.title(),
				Entrant.all().stream().map((one) -> cell(trial, one)).collect(Collectors.joining(" | ")),
				trouble.format("%+.1f"), after.format("%+.1f"), met ? "met" : "missed");
	}

	private String cell(Trial trial, Entrant entrant) {
		return String.format(Locale.ROOT, "%.1f / %.1f", median(trial, entrant, Result::trouble),
				median(trial, entrant, Result::after));
	}

	/**
	 * Return the fixed limit with most good calls in the trouble and afterwards.
	 */
	private Entrant bestFixed(Trial trial) {
		return Entrant.all()
			.stream()
			.filter((one) -> !one.learns())
			.max(Comparator.comparingDouble((one) -> median(trial, one, (result) -> result.trouble() + result.after())))
			.orElseThrow();
	}

	private double median(Trial trial, Entrant entrant, ToDoubleFunction<Result> part) {
		return Spread.of(results(trial, entrant).stream().mapToDouble(part)).median();
	}

	private Spread difference(Trial trial, Entrant best, ToDoubleFunction<Result> part) {
		List<Result> own = results(trial, Entrant.LEARNED);
		List<Result> others = results(trial, best);
		double[] differences = new double[own.size()];
		for (int i = 0; i < differences.length; i++) {
			differences[i] = part.applyAsDouble(own.get(i)) - part.applyAsDouble(others.get(i));
		}
		return Spread.of(differences);
	}

	private List<Result> results(Trial trial, Entrant entrant) {
		return this.results.getOrDefault(trial, Map.of()).getOrDefault(entrant, List.of());
	}

}
