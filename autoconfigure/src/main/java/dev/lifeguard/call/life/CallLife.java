package dev.lifeguard.call.life;

import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jspecify.annotations.Nullable;

/**
 * Life of one exchange: where it is, what has ended it early, and which connection it
 * has. All of it changes at once, by {@link CallRules}, and nothing is called out while
 * it does: whoever reports an event carries out afterwards what follows from it.
 * <p>
 * The permit is given back once, with {@link Stage#OVER}. An exchange that was ended
 * early is over when the connection is no longer its own.
 * <p>
 * All of it is one number: the stage, the verdict, and how many connections were bound.
 * The last of them says which of two fields has the connection, so that the next one is
 * written where nobody looks, and becomes the exchange's own together with the stage.
 * Nothing is allocated while a call goes its way.
 * <p>
 * <b>Threads</b>: every method may be called from any thread. The connections of one
 * exchange are bound one after the other.
 *
 * @since 0.1.0
 */
public final class CallLife {

	private static final Stage[] STAGES = Stage.values();

	private static final Verdict[] VERDICTS = Verdict.values();

	private static final int BITS = 3;

	private static final int MASK = (1 << BITS) - 1;

	private static final AtomicIntegerFieldUpdater<CallLife> STATE = AtomicIntegerFieldUpdater
		.newUpdater(CallLife.class, "state");

	private volatile int state = state(Stage.QUEUED, Verdict.NONE, 0);

	private @Nullable Object evenConnection;

	private @Nullable Object oddConnection;

	/**
	 * Note an event that has to do with no particular connection.
	 * @param event the event
	 * @return the effects to carry out now
	 */
	public Set<CallEffect> on(CallEvent event) {
		return on(event, null);
	}

	/**
	 * Note an event.
	 * @param event the event
	 * @param connection the connection that it has to do with, if there is one
	 * @return the effects to carry out now
	 */
	public Set<CallEffect> on(CallEvent event, @Nullable Object connection) {
		while (true) {
			int before = this.state;
			CallRule rule = rule(before, event, connection);
			int after = after(before, rule, connection);
			if (after == before || STATE.compareAndSet(this, before, after)) {
				return rule.effects();
			}
		}
	}

	/**
	 * Return the rule for an event. That a connection is free which is not, or no longer,
	 * its own means nothing.
	 */
	private CallRule rule(int state, CallEvent event, @Nullable Object connection) {
		if (event == CallEvent.FREED && connection != connection(state)) {
			return CallRule.NOTHING;
		}
		return CallRules.of(stage(state), verdict(state), event);
	}

	private int after(int before, CallRule rule, @Nullable Object connection) {
		int bound = bound(before);
		if (rule.bindsConnection()) {
			bound++;
			put(bound, connection);
		}
		return state(rule.stage(stage(before)), rule.verdict(verdict(before)), bound);
	}

	private void put(int bound, @Nullable Object connection) {
		if (isEven(bound)) {
			this.evenConnection = connection;
		}
		else {
			this.oddConnection = connection;
		}
	}

	private @Nullable Object connection(int state) {
		if (!stage(state).hasConnection()) {
			return null;
		}
		return isEven(bound(state)) ? this.evenConnection : this.oddConnection;
	}

	private static boolean isEven(int bound) {
		return (bound & 1) == 0;
	}

	private static int state(Stage stage, Verdict verdict, int bound) {
		return stage.ordinal() | verdict.ordinal() << BITS | bound << 2 * BITS;
	}

	private static Stage stage(int state) {
		return STAGES[state & MASK];
	}

	private static Verdict verdict(int state) {
		return VERDICTS[state >> BITS & MASK];
	}

	private static int bound(int state) {
		return state >>> 2 * BITS;
	}

	public Stage stage() {
		return stage(this.state);
	}

	public Verdict verdict() {
		return verdict(this.state);
	}

	/**
	 * Return the connection that is its own now.
	 * @return the connection, or {@code null} if there is none
	 */
	public @Nullable Object connection() {
		return connection(this.state);
	}

	@Override
	public String toString() {
		int state = this.state;
		Verdict verdict = verdict(state);
		return (verdict == Verdict.NONE) ? stage(state).name() : stage(state) + " " + verdict;
	}

}
