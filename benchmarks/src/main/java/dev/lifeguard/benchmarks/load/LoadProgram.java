package dev.lifeguard.benchmarks.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.lifeguard.benchmarks.peers.Peers;
import org.jspecify.annotations.Nullable;

/**
 * The load program for the contestants in Java: does what it is told on the standard
 * input, line by line.
 *
 * @since 0.1.0
 */
public final class LoadProgram {

	/** How many clients take turns. */
	private static final int CLIENTS = Integer.parseInt(System.getenv().getOrDefault("CLIENTS", "1"));

	private final Supplier<Load> loads;

	private Load load;

	private final BufferedReader orders;

	private final PrintStream answers;

	LoadProgram(Supplier<Load> loads, BufferedReader orders, PrintStream answers) {
		this.loads = loads;
		this.load = loads.get();
		this.orders = orders;
		this.answers = answers;
	}

	/**
	 * Run until {@code quit}, or the end of the standard input.
	 * @param arguments the contestant, the base URL and the threads
	 */
	public static void main(String[] arguments) {
		int status = 1;
		try {
			Supplier<Load> loads = () -> Load.of(Peers.create(arguments[0], arguments[1], CLIENTS),
					Threads.parse(arguments[2]));
			new LoadProgram(loads, new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
					System.out)
				.run();
			status = 0;
		}
		catch (Throwable ex) {
			ex.printStackTrace();
		}
		finally {
			// calls that hang and responses that leaked would keep an orderly end waiting
			Runtime.getRuntime().halt(status);
		}
	}

	void run() throws IOException, InterruptedException {
		answer("ready");
		for (String line = next(); line != null; line = next()) {
			obey(line.split(" "));
		}
	}

	private @Nullable String next() throws IOException {
		String line = this.orders.readLine();
		return ("quit".equals(line)) ? null : line;
	}

	private void obey(String[] words) throws IOException, InterruptedException {
		switch (words[0]) {
			case "renew" -> renew();
			case "closed" -> closed(ScheduledCall.job(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3]));
			case "open" -> open(Start.at(Long.parseLong(words[1])), ScheduledCall.read(Path.of(words[2])),
					Path.of(words[3]), Long.parseLong(words[4]));
			default -> throw new IllegalArgumentException("Cannot do '" + words[0] + "'");
		}
	}

	/**
	 * Begin anew with a client that has not seen anything. The old one may hang on what
	 * it waits for.
	 */
	private void renew() {
		Thread end = new Thread(this.load::close, "end");
		end.setDaemon(true);
		end.start();
		this.load = this.loads.get();
		System.gc();
		answer("ready");
	}

	private void closed(Job job, int callers, long millis) throws InterruptedException {
		Allocated before = Allocated.untilNow();
		Tally tally = new Tally(callers, millis);
		for (int caller = 0; caller < callers; caller++) {
			this.load.loop(job, tally);
		}
		answer("closed " + tally.await() + " " + Allocated.untilNow().since(before));
	}

	private void open(Start start, List<ScheduledCall> calls, Path file, long millis)
			throws IOException, InterruptedException {
		OutcomeLog outcomes = new OutcomeLog(calls);
		for (int call = 0; call < calls.size(); call++) {
			int index = call;
			start.await(calls.get(call).due());
			this.load.begin(calls.get(call).job(), (success) -> outcomes.ended(index, start.micros(), success));
		}
		outcomes.await(start.left(TimeUnit.MILLISECONDS.toMicros(millis)));
		this.load.drop();
		outcomes.write(file, start.micros());
		answer("open " + calls.size());
	}

	private void answer(String line) {
		this.answers.println(line);
		this.answers.flush();
	}

}
