package dev.lifeguard.benchmarks.growth;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.benchmarks.growth.Experiment.Setting;

/**
 * Measures one contestant in a process of its own and prints a line per size. It goes
 * away with its standard input, that is with its parent.
 *
 * @since 0.1.0
 */
public final class GrowthProgram {

	private GrowthProgram() {
	}

	/**
	 * Measure.
	 * @param arguments the topic, the contestant, the sizes and the ports
	 * @throws Exception if something could not be measured
	 */
	public static void main(String[] arguments) throws Exception {
		Thread parent = new Thread(GrowthProgram::endWithParent, "parent");
		parent.setDaemon(true);
		parent.start();
		try {
			Topic.valueOf(arguments[0])
				.experiment()
				.measure(new Setting(Contestant.valueOf(arguments[1]), numbers(arguments[2]), numbers(arguments[3])),
						GrowthProgram::print);
			System.out.println("end");
		}
		catch (Throwable ex) {
			ex.printStackTrace();
		}
		Runtime.getRuntime().halt(0);
	}

	private static void endWithParent() {
		try {
			while (System.in.read() != -1) {
				// nothing is expected
			}
		}
		catch (IOException ex) {
			// gone as well
		}
		Runtime.getRuntime().halt(1);
	}

	private static int[] numbers(String list) {
		return Stream.of(list.split(",")).mapToInt(Integer::parseInt).toArray();
	}

	private static void print(int size, double[] numbers) {
		System.out.println(size + Arrays.stream(numbers)
			.mapToObj((number) -> String.format(Locale.ROOT, " %.4f", number))
			.collect(Collectors.joining()));
	}

}
