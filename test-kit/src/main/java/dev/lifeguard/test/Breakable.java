package dev.lifeguard.test;

import java.time.Duration;
import java.util.function.UnaryOperator;

import dev.lifeguard.test.backend.Behaviour;
import dev.lifeguard.test.backend.Behaviour.Fault;
import dev.lifeguard.test.backend.Route;

import org.springframework.util.unit.DataSize;

/**
 * What can be said of the answers of a backend, or of one of its paths. What is said
 * holds for the requests that arrive from then on, together with what was said before:
 * {@code backend.slow(ofSeconds(1)).status(503)} is both slow and a failure.
 *
 * @param <B> the type that the methods return, for the next one
 * @since 0.1.0
 */
public abstract class Breakable<B extends Breakable<B>> {

	private final Route route;

	Breakable(Route route) {
		this.route = route;
	}

	abstract B self();

	final Route route() {
		return this.route;
	}

	private B change(UnaryOperator<Behaviour> change) {
		this.route.change(change);
		return self();
	}

	/**
	 * Work on each request for some time before it is answered.
	 * @param delay the time
	 * @return this
	 */
	public B slow(Duration delay) {
		return change((behaviour) -> behaviour.after(delay));
	}

	/**
	 * Answer with a status.
	 * @param status the status, 200 or more
	 * @return this
	 */
	public B status(int status) {
		return change((behaviour) -> behaviour.status(status));
	}

	/**
	 * Say with each answer when the client may come again: in whole seconds with
	 * {@code Retry-After}, and if it is a part of a second, with {@code retry-after-ms}
	 * as well.
	 * @param time when, from now on
	 * @return this
	 */
	public B retryAfter(Duration time) {
		return change((behaviour) -> behaviour.retryAfter(time));
	}

	/**
	 * Answer with a header.
	 * @param name the header's name
	 * @param value its value
	 * @return this
	 */
	public B header(String name, String value) {
		return change((behaviour) -> behaviour.header(name, value));
	}

	/**
	 * Answer with a body. Its type is JSON if it begins with a bracket, and else plain
	 * text, unless a {@link #header(String, String)} says otherwise.
	 * @param body the body
	 * @return this
	 */
	public B body(String body) {
		return change((behaviour) -> behaviour.body(body));
	}

	/**
	 * Make the body at least so long, with blanks after it. A response that is to be
	 * leaked has to be long: what is short arrives as a whole, and holds no connection. 1
	 * MB is long enough.
	 * @param size the least size
	 * @return this
	 */
	public B bodySize(DataSize size) {
		return change((behaviour) -> behaviour.size(size.toBytes()));
	}

	/**
	 * Send the head and half of the body of each answer, and nothing more.
	 * @return this
	 */
	public B stallBody() {
		return change((behaviour) -> behaviour.with(Fault.STALL));
	}

	/**
	 * Send the body of each answer byte by byte, and blanks after it, without an end.
	 * @param interval the time between two bytes
	 * @return this
	 */
	public B drip(Duration interval) {
		return change((behaviour) -> behaviour.dripping(interval));
	}

	/**
	 * Take requests and answer none.
	 * @return this
	 */
	public B silent() {
		return change((behaviour) -> behaviour.with(Fault.SILENT));
	}

	/**
	 * Reset the connection of each request in place of an answer.
	 * @return this
	 */
	public B reset() {
		return change((behaviour) -> behaviour.with(Fault.RESET));
	}

	/**
	 * Answer with bytes that are not HTTP.
	 * @return this
	 */
	public B garbage() {
		return change((behaviour) -> behaviour.with(Fault.GARBAGE));
	}

	/**
	 * Say what becomes of the next requests, one step for each in the order in which they
	 * arrive: {@code script("503, 503, ok")}. After the last step all is as it was.
	 * <p>
	 * A step is made of these words, separated by blanks: a status, {@code ok},
	 * {@code slow=200ms}, {@code retry-after=1s}, {@code stall}, {@code drip=20ms},
	 * {@code silent}, {@code reset}, {@code close}, {@code garbage}, and {@code x3} for
	 * three steps of the kind.
	 * @param steps the steps, separated by commas, in one text or several
	 * @return this
	 * @throws IllegalArgumentException if a word is not known
	 */
	public B script(String... steps) {
		this.route.script(steps);
		return self();
	}

}
