package dev.lifeguard.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.lease.Holder;
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

	private void add(ManagedClient client, List<PoolExhaustedException> refusals) {
		this.lines.add("  client '%s': %s".formatted(client.name(), client.snapshot().line()));
		client.holders()
			.stream()
			.sorted(Comparator.comparing(Holder::held).reversed())
			.limit(HOLDERS)
			.forEach(this::add);
		Map<String, Long> counters = client.counters();
		this.lines.add("    since its start: " + counters);
		if (!refusals.isEmpty()) {
			Diagnosis diagnosis = refusals.get(refusals.size() - 1).getDiagnosis();
			this.lines.add("    refused %s calls in this test, the last one because of %s: %s"
				.formatted(refusals.size(), diagnosis.cause(), diagnosis.evidence()));
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
