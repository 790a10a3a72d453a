package dev.lifeguard.call.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link CallLife}, and with it of {@link CallRules}.
 */
class CallLifeTests {

	/**
	 * Every stage with every event: the stage after it, the verdict if one is made, and
	 * the effects. An event that is not named changes nothing.
	 */
	private static final String UNDER_WAY = """
			QUEUED GRANTED -> CONNECTING CONNECT
			QUEUED REFUSED -> OVER REFUSED TELL
			QUEUED CANCELLED -> OVER CANCELLED LEAVE_QUEUE
			CONNECTING BOUND -> SENDING
			CONNECTING HEAD -> OVER HAND_ON GIVE_BACK
			CONNECTING REPEATED -> CONNECTING CONNECT
			CONNECTING FAILED -> OVER FAILED GIVE_BACK ABANDON TELL
			CONNECTING STUCK -> OVER FAILED CANCEL_CONNECT GIVE_BACK ABANDON TELL
			CONNECTING CANCELLED -> OVER CANCELLED CANCEL_CONNECT GIVE_BACK ABANDON
			CONNECTING EXPIRED -> OVER EXPIRED CANCEL_CONNECT GIVE_BACK ABANDON TELL
			CONNECTING CLIENT_CLOSED -> OVER CLIENT_CLOSED CANCEL_CONNECT GIVE_BACK ABANDON TELL
			SENDING OPENING -> CONNECTING LEAVE_BEHIND
			SENDING BOUND -> SENDING LEAVE_BEHIND
			SENDING SENT -> AWAITING_RESPONSE
			SENDING HEAD -> RESPONDING HAND_ON
			SENDING FREED -> CONNECTING
			SENDING REPEATED -> CONNECTING CONNECT LEAVE_BEHIND
			SENDING FAILED -> SENDING FAILED TELL
			SENDING STUCK -> SENDING FAILED CANCEL_CONNECT CLOSE TELL
			SENDING CANCELLED -> SENDING CANCELLED CANCEL_CONNECT CLOSE
			SENDING EXPIRED -> SENDING EXPIRED CANCEL_CONNECT CLOSE TELL
			SENDING CLIENT_CLOSED -> SENDING CLIENT_CLOSED CANCEL_CONNECT CLOSE TELL
			AWAITING_RESPONSE OPENING -> CONNECTING LEAVE_BEHIND
			AWAITING_RESPONSE BOUND -> SENDING LEAVE_BEHIND
			AWAITING_RESPONSE HEAD -> RESPONDING HAND_ON
			AWAITING_RESPONSE FREED -> CONNECTING
			AWAITING_RESPONSE REPEATED -> CONNECTING CONNECT LEAVE_BEHIND
			AWAITING_RESPONSE FAILED -> AWAITING_RESPONSE FAILED TELL
			AWAITING_RESPONSE STUCK -> AWAITING_RESPONSE FAILED CANCEL_CONNECT CLOSE TELL
			AWAITING_RESPONSE CANCELLED -> AWAITING_RESPONSE CANCELLED CANCEL_CONNECT CLOSE
			AWAITING_RESPONSE EXPIRED -> AWAITING_RESPONSE EXPIRED CANCEL_CONNECT CLOSE TELL
			AWAITING_RESPONSE CLIENT_CLOSED -> AWAITING_RESPONSE CLIENT_CLOSED CANCEL_CONNECT CLOSE TELL
			RESPONDING BOUND -> RESPONDING REJECT
			RESPONDING FREED -> OVER GIVE_BACK
			RESPONDING FAILED -> RESPONDING FAILED
			RESPONDING EXPIRED -> RESPONDING EXPIRED CLOSE
			RESPONDING LEAKED -> RESPONDING RECLAIMED CLOSE
			RESPONDING CLIENT_CLOSED -> RESPONDING CLIENT_CLOSED CLOSE
			""";

	/** The same of exchanges that were ended early. */
	private static final String ENDED = """
			BOUND -> REJECT
			OPENING -> ABANDON
			FREED -> OVER GIVE_BACK
			EXPIRED -> CLOSE
			LEAKED -> CLOSE
			CLIENT_CLOSED -> CLOSE
			""";

	private static final String OVER = """
			GRANTED -> GIVE_BACK
			OPENING -> ABANDON
			BOUND -> REJECT
			""";

	private static final Set<Stage> CONNECTED = EnumSet.of(Stage.SENDING, Stage.AWAITING_RESPONSE, Stage.RESPONDING);

	/** Where a verdict can be found, besides {@link Stage#OVER}. */
	private static final Map<Verdict, Set<Stage>> STAGES_OF = Map.of(Verdict.NONE, EnumSet.allOf(Stage.class),
			Verdict.REFUSED, EnumSet.noneOf(Stage.class), Verdict.RECLAIMED, EnumSet.of(Stage.RESPONDING),
			Verdict.CANCELLED, EnumSet.of(Stage.SENDING, Stage.AWAITING_RESPONSE), Verdict.FAILED, CONNECTED,
			Verdict.EXPIRED, CONNECTED, Verdict.CLIENT_CLOSED, CONNECTED);

	private static final Map<String, String> ROWS = rows();

	private static final int EVENTS = 1_000_000;

	private static Map<String, String> rows() {
		Map<String, String> rows = new TreeMap<>();
		UNDER_WAY.lines().forEach((line) -> put(rows, "NONE ", line));
		for (Stage stage : Stage.values()) {
			if (stage.hasConnection()) {
				ENDED.lines().forEach((line) -> put(rows, "ENDED " + stage + " ", line));
			}
		}
		OVER.lines().forEach((line) -> put(rows, "NONE OVER ", line));
		OVER.lines().forEach((line) -> put(rows, "ENDED OVER ", line));
		return rows;
	}

	private static void put(Map<String, String> rows, String prefix, String line) {
		String[] parts = line.split(" -> ", 2);
		rows.put(prefix + parts[0], parts[1]);
	}

	static Stream<Arguments> everyStageWithEveryEvent() {
		return Arrays.stream(Stage.values())
			.flatMap((stage) -> Arrays.stream(Verdict.values())
				.filter((verdict) -> isPossible(stage, verdict))
				.flatMap((verdict) -> Arrays.stream(CallEvent.values())
					.map((event) -> Arguments.of(stage, verdict, event))));
	}

	private static boolean isPossible(Stage stage, Verdict verdict) {
		return stage == Stage.OVER || STAGES_OF.get(verdict).contains(stage);
	}

	@ParameterizedTest
	@MethodSource("everyStageWithEveryEvent")
	void rowHolds(Stage stage, Verdict verdict, CallEvent event) {
		Object connection = new Object();
		CallLife life = lifeIn(stage, verdict, connection);
		Object other = new Object();
		Set<CallEffect> effects = life.on(event, (event == CallEvent.BOUND) ? other : connection);
		String half = (verdict == Verdict.NONE) ? "NONE" : "ENDED";
		Row expected = Row.parse(ROWS.getOrDefault(half + " " + stage + " " + event, ""), stage, verdict);
		assertThat(new Row(life.stage(), life.verdict(), effects)).isEqualTo(expected);
		boolean bound = event == CallEvent.BOUND && !effects.contains(CallEffect.REJECT);
		assertThat(life.connection()).isSameAs(!life.stage().hasConnection() ? null : bound ? other : connection);
	}

	@Test
	void everyRowOfTheTableWasReached() {
		List<String> reached = everyStageWithEveryEvent().map(Arguments::get)
			.map((row) -> ((row[1] == Verdict.NONE) ? "NONE " : "ENDED ") + row[0] + " " + row[2])
			.toList();
		assertThat(reached).containsAll(ROWS.keySet());
	}

	@Test
	void pageHasTheWholeTable() throws IOException {
		List<String> page = Files.readAllLines(Path.of("..", "docs", "architecture.md"));
		assertThat(page).containsSubsequence(UNDER_WAY.lines().toList());
		assertThat(page).containsSubsequence(ENDED.lines().toList());
		assertThat(page).containsSubsequence(OVER.lines().toList());
	}

	@Test
	void connectionOfAnotherChangesNothing() {
		for (Stage stage : Stage.values()) {
			CallLife life = lifeIn(stage, Verdict.NONE, new Object());
			assertThat(life.on(CallEvent.FREED, new Object())).isEmpty();
			assertThat(life.stage()).isEqualTo(stage);
		}
	}

	@Test
	void verdictIsTheFirst() {
		CallLife life = lifeIn(Stage.RESPONDING, Verdict.EXPIRED, new Object());
		for (CallEvent event : CallEvent.values()) {
			life.on(event);
			assertThat(life.verdict()).isEqualTo(Verdict.EXPIRED);
		}
	}

	@Test
	void lineNamesStageAndVerdict() {
		assertThat(lifeIn(Stage.SENDING, Verdict.NONE, new Object())).hasToString("SENDING");
		assertThat(lifeIn(Stage.SENDING, Verdict.EXPIRED, new Object())).hasToString("SENDING EXPIRED");
	}

	/**
	 * A gate grants each exchange one permit or none. Whatever happens to it then, in
	 * whatever order, the permit is released once, and no later than its last connection.
	 */
	@Test
	void noSequenceLosesOrDoublesAPermit() {
		long seed = System.nanoTime();
		Random random = new Random(seed);
		int events = 0;
		while (events < EVENTS) {
			Exchange exchange = new Exchange(random);
			for (int i = random.nextInt(30); i >= 0; i--) {
				exchange.step();
				events++;
			}
			exchange.finish();
			assertThat(exchange.returned).as("permits back, seed %d: %s", seed, exchange.log)
				.isEqualTo(exchange.granted ? 1 : 0);
			assertThat(exchange.told).as("told, seed %d: %s", seed, exchange.log).isLessThanOrEqualTo(1);
		}
	}

	private static CallLife lifeIn(Stage stage, Verdict verdict, Object connection) {
		CallLife life = new CallLife();
		if (stage == Stage.OVER) {
			end(life, verdict, connection);
			return life;
		}
		lead(life, stage, connection);
		if (verdict != Verdict.NONE) {
			life.on(verdictOf(verdict));
		}
		assertThat(life.stage()).isEqualTo(stage);
		assertThat(life.verdict()).isEqualTo(verdict);
		return life;
	}

	private static void lead(CallLife life, Stage stage, Object connection) {
		List<CallEvent> way = List.of(CallEvent.GRANTED, CallEvent.BOUND, CallEvent.SENT, CallEvent.HEAD);
		for (CallEvent event : way.subList(0, stage.ordinal())) {
			life.on(event, connection);
		}
	}

	private static void end(CallLife life, Verdict verdict, Object connection) {
		if (verdict == Verdict.REFUSED) {
			life.on(CallEvent.REFUSED);
			return;
		}
		boolean responding = verdict == Verdict.NONE || verdict == Verdict.RECLAIMED;
		lead(life, responding ? Stage.RESPONDING : Stage.SENDING, connection);
		if (verdict != Verdict.NONE) {
			life.on(verdictOf(verdict));
		}
		life.on(CallEvent.FREED, connection);
	}

	private static CallEvent verdictOf(Verdict verdict) {
		return switch (verdict) {
			case FAILED -> CallEvent.FAILED;
			case CANCELLED -> CallEvent.CANCELLED;
			case EXPIRED -> CallEvent.EXPIRED;
			case RECLAIMED -> CallEvent.LEAKED;
			case CLIENT_CLOSED -> CallEvent.CLIENT_CLOSED;
			default -> throw new IllegalArgumentException("nothing makes it: " + verdict);
		};
	}

	/**
	 * What comes of one event.
	 */
	private record Row(Stage stage, Verdict verdict, Set<CallEffect> effects) {

		static Row parse(String text, Stage stage, Verdict verdict) {
			Stage next = stage;
			Verdict made = verdict;
			Set<CallEffect> effects = EnumSet.noneOf(CallEffect.class);
			for (String word : text.isEmpty() ? new String[0] : text.split(" ")) {
				if (isOf(Stage.class, word)) {
					next = Stage.valueOf(word);
				}
				else if (isOf(Verdict.class, word)) {
					made = Verdict.valueOf(word);
				}
				else {
					effects.add(CallEffect.valueOf(word));
				}
			}
			return new Row(next, made, effects);
		}

		private static boolean isOf(Class<? extends Enum<?>> type, String word) {
			return Arrays.stream(type.getEnumConstants()).anyMatch((each) -> each.name().equals(word));
		}

	}

	/**
	 * One exchange with a gate and a transport that keep to their contracts, and nothing
	 * else.
	 */
	private static final class Exchange {

		private final CallLife life = new CallLife();

		private final Random random;

		private final Deque<CallEvent> log = new ArrayDeque<>();

		private @Nullable Object bound;

		private boolean asked;

		private boolean granted;

		private int returned;

		private int told;

		Exchange(Random random) {
			this.random = random;
		}

		void step() {
			CallEvent[] events = CallEvent.values();
			happens(events[this.random.nextInt(events.length)]);
		}

		private void happens(CallEvent event) {
			switch (event) {
				case GRANTED, REFUSED -> gate(event);
				case BOUND -> bind();
				case FREED -> free();
				default -> report(event, this.bound);
			}
		}

		private void gate(CallEvent event) {
			if (!this.asked) {
				this.asked = true;
				this.granted = event == CallEvent.GRANTED;
				report(event, null);
			}
		}

		private void bind() {
			if (this.granted) {
				Object next = new Object();
				if (!report(CallEvent.BOUND, next).contains(CallEffect.REJECT)) {
					this.bound = next;
				}
			}
		}

		private void free() {
			Object before = this.bound;
			this.bound = null;
			report(CallEvent.FREED, (before != null) ? before : new Object());
		}

		private Set<CallEffect> report(CallEvent event, @Nullable Object connection) {
			this.log.add(event);
			boolean over = this.life.stage() == Stage.OVER;
			Set<CallEffect> effects = this.life.on(event, connection);
			if (effects.contains(CallEffect.GIVE_BACK)) {
				this.returned++;
				assertThat(this.life.stage()).isEqualTo(Stage.OVER);
				assertThat(!over || event == CallEvent.GRANTED).as("%s", this.log).isTrue();
			}
			if (effects.contains(CallEffect.TELL) || effects.contains(CallEffect.HAND_ON)) {
				this.told++;
			}
			if (effects.contains(CallEffect.LEAVE_QUEUE) && !this.asked) {
				this.asked = this.random.nextBoolean();
			}
			return effects;
		}

		/**
		 * Every exchange ends: the gate answers, and a connection is closed.
		 */
		void finish() {
			gate(this.random.nextBoolean() ? CallEvent.GRANTED : CallEvent.REFUSED);
			report(CallEvent.EXPIRED, this.bound);
			free();
		}

	}

}
