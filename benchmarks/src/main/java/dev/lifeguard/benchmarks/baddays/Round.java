package dev.lifeguard.benchmarks.baddays;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import dev.lifeguard.benchmarks.contest.Contestant;

/**
 * A bad day of all contestants, as many at once as the machine bears.
 *
 * @param field the contestants
 * @param folder where files may be put
 * @param scenario what goes wrong
 * @param number which round it is
 */
record Round(Field field, Path folder, Scenario scenario, int number) {

	static final int SIDE_BY_SIDE = Integer.getInteger("side.by.side", 12);

	private static final long SEED = Long.getLong("seed", 1);

	List<Row> run(List<Contestant> contestants) throws IOException, InterruptedException {
		Calls calls = Calls.write(this.folder.resolve("calls"), this.scenario, random(0));
		List<Contestant> shuffled = new ArrayList<>(contestants);
		Collections.shuffle(shuffled, random(1 + this.scenario.ordinal()));
		int batches = (shuffled.size() + SIDE_BY_SIDE - 1) / SIDE_BY_SIDE;
		List<Row> rows = new ArrayList<>();
		for (int batch = 0; batch < batches; batch++) {
			rows.addAll(
					run(shuffled.subList(batch * shuffled.size() / batches, (batch + 1) * shuffled.size() / batches),
							calls));
		}
		return rows;
	}

	private List<Row> run(List<Contestant> contestants, Calls calls) throws IOException, InterruptedException {
		System.out.printf("%s, round %d: %s%n", this.scenario.word(), this.number,
				contestants.stream().map(Contestant::name).collect(Collectors.joining(" ")));
		return this.field.run(contestants, calls, this.scenario.trouble())
			.stream()
			.map((seen) -> Row.of(this.scenario, this.number, seen.contestant().name(), seen.observation()))
			.toList();
	}

	private Random random(int purpose) {
		return new Random((SEED << 16) + (this.number << 8) + purpose);
	}

}
