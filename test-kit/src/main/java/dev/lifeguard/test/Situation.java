package dev.lifeguard.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.test.Ledger.Refusals;
import org.jspecify.annotations.Nullable;

/**
 * How the clients and backends of a test are, in words that explain a failure.
 */
final class Situation {

	static final String HEADING = "Clients and backends at that moment:";

	private static final int HOLDERS = 5;

	private static final ThreadLocal<@Nullable LifeguardTester> CURRENT = new ThreadLocal<>();

	private final List<String> lines = new ArrayList<>(List.of(HEADING));

	private Situation() {
	}

	/**
	 * Say whose situation explains what fails on this thread from now on.
	 */
	static void enter(LifeguardTester tester) {
		CURRENT.set(tester);
	}

	static void leave() {
		CURRENT.remove();
	}

	static String of(LifeguardTester tester) {
		Situation situation = new Situation();
		tester.clients().forEach((client) -> situation.add(client, tester.ledger().refusals(client.name())));
		tester.backends().forEach((backend) -> situation.lines.add("  " + backend));
		return situation.toString();
	}

	/**
	 * Return the situation of the test that runs on this thread.
	 * @return the words, empty if there is no such test
	 */
	static String describeCurrent() {
		LifeguardTester tester = CURRENT.get();
		return (tester != null) ? of(tester) : "";
	}

	/**
	 * Return the situation of the test that runs on this thread, or else of one backend.
	 */
	static String describeCurrent(Backend backend) {
		String current = describeCurrent();
		return current.isEmpty() ? backend.toString() : current;
	}

	/**
	 * Return a stack frame without its class loader and module.
	 */
	static String line(StackTraceElement frame) {
		return "%s.%s(%s:%s)".formatted(frame.getClassName(), frame.getMethodName(), frame.getFileName(),
				frame.getLineNumber());
	}

	/**
	 * Return a number with what there is of it: {@code 1 request}, {@code 2 requests}.
	 */
	static String count(int number, String thing) {
		return number + " " + thing + ((number == 1) ? "" : "s");
	}

	/**
	 * Return a time as a test would write it: {@code 300ms}, {@code 5s}.
	 */
	static String text(Duration time) {
		return (time.toMillis() % 1000 == 0) ? time.toSeconds() + "s" : millis(time);
	}

	private void add(ManagedClient client, @Nullable Refusals refusals) {
		this.lines.add("  client '%s': %s".formatted(client.name(), client.snapshot().line()));
		client.holders()
			.stream()
			.sorted(Comparator.comparing(Holder::held).reversed())
			.limit(HOLDERS)
			.forEach(this::add);
		Map<String, Long> counters = client.counters();
		this.lines.add("    since its start: " + counters);
		if (refusals != null) {
			Diagnosis diagnosis = refusals.last().getDiagnosis();
			this.lines.add("    refused %s in this test, the last one because of %s: %s"
				.formatted(count(refusals.count(), "call"), diagnosis.cause(), diagnosis.evidence()));
		}
	}

	private void add(Holder holder) {
		this.lines.add("    holds a permit for %s: %s to %s, in phase %s for %s".formatted(millis(holder.held()),
				holder.request(), holder.remote(), holder.phase(), millis(holder.inPhase())));
	}

	private static String millis(Duration time) {
		return time.toMillis() + "ms";
	}

	@Override
	public String toString() {
		return String.join(System.lineSeparator(), this.lines);
	}

}
