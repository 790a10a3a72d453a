package dev.lifeguard.limit;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.limit.Scenario.Route;
import dev.lifeguard.testsupport.LongRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Simulated bad days of a {@link LearnedLimit}, compared with the best of five fixed
 * limits in the same model. Virtual time and fixed seeds: each run is the same.
 */
@LongRun
class LearnedLimitSimulationTests {

	private static final int MAX = 200;

	private static final int[] FIXED = { 8, 16, 24, 50, MAX };

	private static final int SEEDS = 3;

	/** Percentage points that may be lost to the best fixed limit. */
	private static final double IN_TROUBLE = 2;

	private static final double AFTERWARDS = 1;

	private static final Route FAST = new Route("/fast", 0.01);

	private static final Route MEDIUM = new Route("/medium", 0.2);

	private static final Route SLOW = new Route("/slow", 2);

	static Stream<Scenario> badDays() {
		return Stream.of(new Scenario("steady"), new Scenario("slow x10").slowness(Scenario.trouble(1, 10)),
				new Scenario("slow x3").slowness(Scenario.trouble(1, 3)),
				new Scenario("capacity 0.4").workers(Scenario.trouble(16, 0.4 * 16)),
				new Scenario("every answer 503").pushback(Scenario.trouble(0, 1)),
				new Scenario("half of the answers 503").pushback(Scenario.trouble(0, 0.5)),
				new Scenario("2 calls/s and bursts of 15").rate((time) -> 2).burst(15), movingMix(FAST, MEDIUM, SLOW));
	}

	@ParameterizedTest
	@MethodSource("badDays")
	void learnedLimitIsAsGoodAsTheBestFixedOne(Scenario scenario) {
		Map<Integer, Score> fixed = fixed(scenario);
		Score learned = learned(scenario);
		String scores = show(scenario, fixed, learned);
		assertThat(learned.trouble()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::trouble) - IN_TROUBLE);
		assertThat(learned.after()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::after) - AFTERWARDS);
		assertThat(learned.before()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::before) - AFTERWARDS);
	}

	/**
	 * The largest limit has the longest line of callers here, a part of it at the
	 * backend: without retries, each of them who is answered just in time counts.
	 */
	@Test
	void loadOfOneAndAHalfCostsALittleMore() {
		Scenario scenario = new Scenario("load 1.5").rate(Scenario.trouble(224, 1.5 * 320));
		Map<Integer, Score> fixed = fixed(scenario);
		Score learned = learned(scenario);
		String scores = show(scenario, fixed, learned);
		assertThat(learned.trouble()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::trouble) - 3);
		assertThat(learned.after()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::after) - AFTERWARDS);
		fixed.remove(MAX);
		assertThat(learned.trouble()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::trouble) - IN_TROUBLE);
	}

	/**
	 * Without a baseline for each route, more calls of slow routes look like a slow
	 * backend.
	 */
	@Test
	void oneBaselineForAllRoutesLosesInAMovingMix() {
		Score perRoute = learned(movingMix(FAST, MEDIUM, SLOW));
		Score together = learned(
				movingMix(new Route("/", FAST.mean()), new Route("/", MEDIUM.mean()), new Route("/", SLOW.mean())));
		assertThat(together.trouble()).isLessThan(perRoute.trouble() - 30);
		assertThat(together.after()).isLessThan(perRoute.after() - 30);
	}

	/**
	 * What was learned from a slow start is not believed once the backend is faster.
	 */
	@Test
	void slowStartDoesNotSpoilTheRest() {
		Scenario scenario = new Scenario("slow x3 for 12 s, later slow x10")
			.slowness((time) -> (time < 12) ? 3 : Scenario.trouble(1, 10).applyAsDouble(time));
		Map<Integer, Score> fixed = fixed(scenario);
		Score learned = learned(scenario);
		String scores = show(scenario, fixed, learned);
		assertThat(learned.trouble()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::trouble) - 3);
		assertThat(learned.after()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::after) - AFTERWARDS);
	}

	/**
	 * A backend that always refuses some calls must not hold down a client that needs
	 * more.
	 */
	@Test
	void growingLoadIsServedWhileSomeCallsAreAlwaysPushedBack() {
		Scenario scenario = new Scenario("15 % 429, load x5 in the trouble").workers((time) -> 64)
			.rate(Scenario.trouble(50, 250))
			.slowness((time) -> 4)
			.pushback((time) -> 0.15);
		Map<Integer, Score> fixed = fixed(scenario);
		Score learned = learned(scenario);
		assertThat(learned.trouble()).as(show(scenario, fixed, learned))
			.isGreaterThanOrEqualTo(best(fixed, Score::trouble) - 5);
	}

	/**
	 * One route that hangs takes permits from the others, until the limit has grown.
	 */
	@Test
	void routeThatHangsDoesNotHoldTheOthersDown() {
		Scenario scenario = new Scenario("one route of four hangs")
			.routes((time) -> new double[] { 0.75, 0.25 }, new Route("/", 0.05), new Route("/hangs", 0.05))
			.hanging((time, route) -> route == 1 && time >= Scenario.TROUBLE);
		Map<Integer, Score> fixed = fixed(scenario);
		Score learned = learned(scenario);
		String scores = show(scenario, fixed, learned);
		assertThat(learned.trouble()).as(scores).isGreaterThan(fixed.get(50).trouble());
		assertThat(learned.after()).as(scores).isGreaterThanOrEqualTo(best(fixed, Score::after) - AFTERWARDS);
	}

	/**
	 * Many short troubles do not add up to a limit that is taken for safe.
	 */
	@Test
	void knownSafeDoesNotGrowWithEachTrouble() {
		DoubleUnaryOperator flapping = (time) -> (time > 13 && time % 6 < 3) ? 10 : 1;
		Scenario scenario = new Scenario("slow x10 for 3 s of 6").slowness(flapping);
		Simulation simulation = new Simulation(scenario, 1);
		LearnedLimit limit = limit(simulation, 1);
		simulation.run(Limiter.of(limit));
		assertThat(limit.knownSafe()).isBetween(11.0, 30.0);
	}

	private static Scenario movingMix(Route... routes) {
		DoubleFunction<double[]> mix = (time) -> (time < Scenario.TROUBLE) ? new double[] { 0.80, 0.19, 0.01 }
				: new double[] { 0.40, 0.55, 0.05 };
		return new Scenario("mix of routes that moves").routes(mix, routes).workers((time) -> 128).responseTimeout(10);
	}

	private static Map<Integer, Score> fixed(Scenario scenario) {
		Map<Integer, Score> scores = new TreeMap<>();
		for (int limit : FIXED) {
			Score sum = new Score();
			for (int seed = 1; seed <= SEEDS; seed++) {
				sum.add(new Simulation(scenario, seed).run(() -> limit));
			}
			scores.put(limit, sum);
		}
		return scores;
	}

	private static Score learned(Scenario scenario) {
		Score sum = new Score();
		for (int seed = 1; seed <= SEEDS; seed++) {
			Simulation simulation = new Simulation(scenario, seed);
			sum.add(simulation.run(Limiter.of(limit(simulation, seed))));
		}
		return sum;
	}

	private static LearnedLimit limit(Simulation simulation, int seed) {
		return new LearnedLimit(new LimitSettings(Mode.ADAPTIVE, 1, 10), () -> MAX, simulation::nanos,
				new Random(seed)::nextDouble, (failure) -> {
					throw new AssertionError(failure);
				});
	}

	private static double best(Map<Integer, Score> scores, ToDoubleFunction<Score> share) {
		return scores.values().stream().mapToDouble(share).max().orElseThrow();
	}

	private static String show(Scenario scenario, Map<Integer, Score> fixed, Score learned) {
		String scores = "%s, good %% before / in / after the trouble: learned %s, fixed %s".formatted(scenario, learned,
				fixed);
		System.out.println(scores);
		return scores;
	}

}
