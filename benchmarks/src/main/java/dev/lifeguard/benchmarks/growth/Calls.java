package dev.lifeguard.benchmarks.growth;

import java.util.function.IntFunction;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.client.WebClient;

/**
 * The calls that are made, and how many are enough.
 */
final class Calls {

	static final int IN_FLIGHT = 32;

	static final int SETTLED = 2_000;

	private static final int WARM = Integer.getInteger("warm", 60_000);

	private static final int MEASURED = Integer.getInteger("calls", 20_000);

	private Calls() {
	}

	static Mono<byte[]> get(WebClient client) {
		return client.get().uri("/quote").retrieve().bodyToMono(byte[].class);
	}

	/**
	 * Let the compiler see the calls of one client, and finish with them, so that the
	 * sizes differ in nothing but size.
	 */
	static void warmUp(WebClient client) throws Exception {
		ClosedLoop loop = new ClosedLoop((call) -> get(client)).begin(IN_FLIGHT);
		loop.run(WARM);
		loop.drain();
		Compiler.settle();
	}

	/**
	 * Measure calls after some that do not count.
	 * @return processor time and time per call, in microseconds
	 */
	static double[] measure(IntFunction<Mono<?>> calls, int outstanding, int unmeasured) throws Exception {
		ClosedLoop loop = new ClosedLoop(calls).begin(outstanding);
		loop.run(unmeasured);
		System.gc();
		loop.run(SETTLED);
		double[] cost = loop.run(MEASURED);
		loop.drain();
		return cost;
	}

}
