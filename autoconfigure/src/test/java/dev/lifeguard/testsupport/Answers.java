package dev.lifeguard.testsupport;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that gives one answer after the other, the last of them forever, and keeps
 * what it was asked and when.
 */
public final class Answers implements AutoCloseable {

	/** An answer that is none: the connection is reset. */
	public static final String RESET = "";

	private final List<String> answers;

	private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();

	private final ScriptedServer server = ScriptedServer.start(this::serve);

	private Answers(List<String> answers) {
		this.answers = answers;
	}

	/**
	 * Start a server.
	 * @param answers the answers, each a status with more headers, or {@link #RESET}
	 * @return the server
	 */
	public static Answers of(String... answers) {
		return new Answers(List.of(answers));
	}

	private void serve(ScriptedServer.Exchange exchange) throws IOException {
		if (!exchange.head().contains(" HTTP/1.1")) {
			// the end of a body in chunks looks like that of a head
			return;
		}
		this.arrivals.add(new Arrival(System.nanoTime(), exchange.head()));
		String answer = this.answers.get(Math.min(this.arrivals.size(), this.answers.size()) - 1);
		if (answer.equals(RESET)) {
			exchange.reset();
		}
		else {
			exchange.send("HTTP/1.1 " + answer + "\r\nContent-Length: " + 3 + "\r\n\r\nbod");
		}
	}

	public List<Arrival> arrivals() {
		return this.arrivals;
	}

	public String url() {
		return this.server.url();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

	/**
	 * A request that reached the server.
	 *
	 * @param nanos when
	 * @param head its head
	 */
	public record Arrival(long nanos, String head) {

	}

}
