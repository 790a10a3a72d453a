package dev.lifeguard.limit;

import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * Calls and backend of a {@link Simulation}, as functions of the time in seconds: 224
 * calls a second to 16 workers that take 50 ms each are a load of 0.7.
 */
final class Scenario {

	static final double TROUBLE = 25;

	static final double AFTER = 40;

	static final double END = 58;

	private final String name;

	private List<Route> routes = List.of(new Route("/", 0.05));

	private DoubleFunction<double[]> mix = (time) -> new double[] { 1 };

	private BiPredicate<Double, Integer> hanging = (time, route) -> false;

	private DoubleUnaryOperator rate = (time) -> 224;

	private DoubleUnaryOperator workers = (time) -> 16;

	private DoubleUnaryOperator slowness = (time) -> 1;

	private DoubleUnaryOperator pushback = (time) -> 0;

	private double responseTimeout = 1;

	private int burst = 1;

	Scenario(String name) {
		this.name = name;
	}

	/**
	 * Return a function that has another value while the trouble lasts.
	 */
	static DoubleUnaryOperator trouble(double usual, double trouble) {
		return (time) -> isTrouble(time) ? trouble : usual;
	}

	static boolean isTrouble(double time) {
		return time >= TROUBLE && time < AFTER;
	}

	Scenario routes(DoubleFunction<double[]> mix, Route... routes) {
		this.mix = mix;
		this.routes = List.of(routes);
		return this;
	}

	Scenario hanging(BiPredicate<Double, Integer> hanging) {
		this.hanging = hanging;
		return this;
	}

	Scenario rate(DoubleUnaryOperator rate) {
		this.rate = rate;
		return this;
	}

	Scenario workers(DoubleUnaryOperator workers) {
		this.workers = workers;
		return this;
	}

	Scenario slowness(DoubleUnaryOperator slowness) {
		this.slowness = slowness;
		return this;
	}

	Scenario pushback(DoubleUnaryOperator pushback) {
		this.pushback = pushback;
		return this;
	}

	Scenario responseTimeout(double seconds) {
		this.responseTimeout = seconds;
		return this;
	}

	/**
	 * Let so many calls come at once every ten seconds.
	 */
	Scenario burst(int burst) {
		this.burst = burst;
		return this;
	}

	double pause(double time, Random random) {
		return -StrictMath.log(1 - random.nextDouble()) / this.rate.applyAsDouble(time);
	}

	int burst() {
		return this.burst;
	}

	int workers(double time) {
		return (int) this.workers.applyAsDouble(time);
	}

	double slowness(double time) {
		return this.slowness.applyAsDouble(time);
	}

	double pushback(double time) {
		return this.pushback.applyAsDouble(time);
	}

	boolean isHanging(double time, int route) {
		return this.hanging.test(time, route);
	}

	double responseTimeout() {
		return this.responseTimeout;
	}

	int route(double time, double draw) {
		double[] shares = this.mix.apply(time);
		int route = 0;
		double sum = shares[0];
		while (draw >= sum && route < shares.length - 1) {
			route++;
			sum += shares[route];
		}
		return route;
	}

	/**
	 * Draw from a lognormal distribution, sigma 0.5.
	 */
	double work(int route, Random random) {
		return this.routes.get(route).mean() * StrictMath.exp(0.5 * random.nextGaussian() - 0.125);
	}

	String template(int route) {
		return this.routes.get(route).template();
	}

	@Override
	public String toString() {
		return this.name;
	}

	/**
	 * Route of a backend.
	 *
	 * @param template its URI template
	 * @param mean its mean time to the first byte, in seconds
	 */
	record Route(String template, double mean) {

	}

}
