package dev.lifeguard.benchmarks.cold;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.lifeguard.benchmarks.Part;
import dev.lifeguard.benchmarks.cold.ColdTable.Row;
import dev.lifeguard.benchmarks.report.Report;

/**
 * Measures the start, the first calls and the first refusal of fresh JVMs. In each round
 * each row has one, in an order that the seed repeats.
 *
 * @since 0.1.0
 */
public final class Cold implements Part {

	private static final int ROUNDS = Integer.getInteger("rounds", 5);

	private static final long PAUSE_MILLIS = Long.getLong("pause.millis", 2_000);

	private final Random random = new Random(Long.getLong("seed", 1));

	@Override
	public String name() {
		return "cold";
	}

	@Override
	public void run(Report report, List<String> words) throws Exception {
		Part.requireKnown(words, List.of(), String::equals);
		Map<Entrant, Archive> archives = new EnumMap<>(Entrant.class);
		try (ColdServer server = new ColdServer()) {
			for (Entrant entrant : Entrant.values()) {
				if (entrant.isApplication()) {
					archives.put(entrant, Archive.of(entrant));
				}
			}
			report.section("%s, JDK %s".formatted(name(), Runtime.version().feature()),
					measure(archives, server.url()).toString());
		}
		finally {
			delete(archives);
		}
	}

	private ColdTable measure(Map<Entrant, Archive> archives, String url) throws IOException {
		List<Row> rows = rows();
		ColdTable table = new ColdTable(rows);
		for (int round = 0; round < ROUNDS; round++) {
			Collections.shuffle(rows, this.random);
			for (Row row : rows) {
				ColdStart start = ColdStart.of(row.entrant(), row.archived() ? archives.get(row.entrant()) : null, url,
						row.atOnce() ? 0 : PAUSE_MILLIS);
				System.err.println(row + ": " + start);
				table.add(row, start);
			}
		}
		return table;
	}

	/**
	 * What is called at once shows what an archive is worth while the preload runs.
	 */
	private static List<Row> rows() {
		List<Row> rows = new ArrayList<>();
		for (Entrant entrant : Entrant.values()) {
			rows.add(new Row(entrant, false, false));
			if (entrant.isApplication()) {
				rows.add(new Row(entrant, true, false));
			}
			if (entrant.preloads()) {
				rows.add(new Row(entrant, false, true));
				rows.add(new Row(entrant, true, true));
			}
		}
		return rows;
	}

	private static void delete(Map<Entrant, Archive> archives) throws IOException {
		for (Archive archive : archives.values()) {
			archive.delete();
		}
	}

}
