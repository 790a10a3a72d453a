package dev.lifeguard.test.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.lifeguard.test.backend.Behaviour.Fault;

import org.springframework.boot.convert.DurationStyle;

/**
 * Parser of scripts: what becomes of the next requests, one step for each, separated by
 * commas.
 */
final class Script {

	private static final String WORDS = "a status (503), ok, slow=200ms, retry-after=1s, stall, drip, drip=20ms, "
			+ "silent, reset, close, garbage, and x3 for three of a kind";

	private Script() {
	}

	/**
	 * Parse a script.
	 * @param script the steps, in one text or several
	 * @return what each step changes of what the backend does otherwise
	 */
	static List<UnaryOperator<Behaviour>> parse(String... script) {
		return Stream.of(script)
			.flatMap((part) -> Stream.of(part.split(",")))
			.flatMap((step) -> step(step.strip()).stream())
			.toList();
	}

	private static List<UnaryOperator<Behaviour>> step(String step) {
		List<UnaryOperator<Behaviour>> changes = new ArrayList<>();
		int times = 1;
		for (String word : step.split("\\s+")) {
			if (word.matches("x[1-9]\\d{0,4}")) {
				times = Integer.parseInt(word.substring(1));
			}
			else {
				changes.add(change(word));
			}
		}
		UnaryOperator<Behaviour> all = (behaviour) -> {
			Behaviour changed = behaviour;
			for (UnaryOperator<Behaviour> change : changes) {
				changed = change.apply(changed);
			}
			return changed;
		};
		// what cannot be is said to the test, not to the request that meets it
		all.apply(Behaviour.WELL);
		return Collections.nCopies(times, all);
	}

	private static UnaryOperator<Behaviour> change(String word) {
		if (word.matches("[2-9]\\d\\d")) {
			int status = Integer.parseInt(word);
			return (behaviour) -> behaviour.status(status).with(Fault.NONE);
		}
		int equals = word.indexOf('=');
		return (equals < 0) ? fault(word) : time(word.substring(0, equals), word.substring(equals + 1), word);
	}

	private static UnaryOperator<Behaviour> fault(String word) {
		return switch (word) {
			case "ok" -> Behaviour::healed;
			case "stall" -> (behaviour) -> behaviour.with(Fault.STALL);
			case "drip" -> (behaviour) -> behaviour.with(Fault.DRIP);
			case "silent" -> (behaviour) -> behaviour.with(Fault.SILENT);
			case "reset" -> (behaviour) -> behaviour.with(Fault.RESET);
			case "close" -> (behaviour) -> behaviour.with(Fault.CLOSE);
			case "garbage" -> (behaviour) -> behaviour.with(Fault.GARBAGE);
			default -> throw unknown(word);
		};
	}

	private static UnaryOperator<Behaviour> time(String name, String value, String word) {
		Duration time = duration(value, word);
		return switch (name) {
			case "slow" -> (behaviour) -> behaviour.after(time);
			case "retry-after" -> (behaviour) -> behaviour.retryAfter(time);
			case "drip" -> (behaviour) -> behaviour.dripping(time);
			default -> throw unknown(word);
		};
	}

	private static Duration duration(String value, String word) {
		try {
			return DurationStyle.detectAndParse(value);
		}
		catch (IllegalArgumentException ex) {
			throw unknown(word);
		}
	}

	private static IllegalArgumentException unknown(String word) {
		return new IllegalArgumentException(
				"A script does not know '%s'. A step is made of: %s. Steps are separated by commas".formatted(word,
						WORDS));
	}

}
