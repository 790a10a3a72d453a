package dev.lifeguard.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Calls of one client that have begun and not ended: those that hold a permit, and those
 * that wait for their next attempt. Whoever looks after calls looks here: the shutdown,
 * the deadlines, the diagnosis.
 * <p>
 * Those that wait for a permit are the gate's until they have one.
 * <p>
 * <b>Threads</b>: all of it may be used from any thread.
 *
 * @since 0.1.0
 */
public final class ActiveCalls {

	/** Those whose permit is back stay until it is decided whether there is a retry. */
	private final Set<Call> exchanges = ConcurrentHashMap.newKeySet();

	/** With what ends the wait before its time. */
	private final Map<CallAttempts, Runnable> betweenAttempts = new ConcurrentHashMap<>();

	/**
	 * An exchange has its permit, and cannot have ended yet.
	 */
	void granted(Call call) {
		this.exchanges.add(call);
	}

	/**
	 * The permit of an exchange is back, and it is decided what comes after it.
	 */
	void ended(Call call) {
		this.exchanges.remove(call);
	}

	/**
	 * An attempt is over, and another one will follow.
	 */
	void waits(CallAttempts attempts) {
		this.betweenAttempts.put(attempts, () -> {
		});
	}

	/**
	 * The next attempt has asked for its permit, or there will be none.
	 */
	void waitsNoMore(CallAttempts attempts) {
		this.betweenAttempts.remove(attempts);
	}

	/**
	 * Say what ends the wait for the next attempt before its time.
	 */
	void wakeBy(CallAttempts attempts, Runnable alarm) {
		this.betweenAttempts.replace(attempts, alarm);
	}

	/**
	 * Let those that wait for their next attempt wait no longer: the client is closed.
	 */
	public void wakeUp() {
		this.betweenAttempts.values().forEach(Runnable::run);
	}

	/**
	 * Return the exchanges that hold a permit.
	 * @return the exchanges that hold a permit
	 */
	public List<Call> holding() {
		return held().toList();
	}

	private Stream<Call> held() {
		return this.exchanges.stream().filter((call) -> call.lease().isHeld());
	}

	/**
	 * Return whether no call holds a permit or waits for its next attempt.
	 * @return whether no call holds a permit or waits for its next attempt
	 */
	public boolean isEmpty() {
		return this.exchanges.isEmpty() && this.betweenAttempts.isEmpty();
	}

	/**
	 * Return how long the permit that is held longest has been held.
	 * @return how long the permit that is held longest has been held
	 */
	public Duration oldest() {
		return Duration.ofNanos(held().mapToLong((call) -> call.lease().heldNanos()).max().orElse(0));
	}

}
