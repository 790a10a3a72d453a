package dev.lifeguard.call.life;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Consequence of one event in one stage.
 */
final class CallRule {

	/** Nothing changes, and there is no effect. */
	static final CallRule NOTHING = new CallRule(null, null, Set.of());

	private final @Nullable Stage stage;

	private final @Nullable Verdict verdict;

	private final Set<CallEffect> effects;

	private CallRule(@Nullable Stage stage, @Nullable Verdict verdict, Set<CallEffect> effects) {
		this.stage = stage;
		this.verdict = verdict;
		this.effects = effects;
	}

	/**
	 * Return a rule by which the stage stays.
	 */
	static CallRule stay(CallEffect... effects) {
		return new CallRule(null, null, set(effects));
	}

	/**
	 * Return a rule by which the stage changes.
	 */
	static CallRule to(Stage stage, CallEffect... effects) {
		return new CallRule(stage, null, set(effects));
	}

	/**
	 * Return the rule with a verdict that counts from then on.
	 */
	CallRule as(Verdict verdict) {
		return new CallRule(this.stage, verdict, this.effects);
	}

	private static Set<CallEffect> set(CallEffect... effects) {
		EnumSet<CallEffect> set = EnumSet.noneOf(CallEffect.class);
		set.addAll(List.of(effects));
		return Collections.unmodifiableSet(set);
	}

	Stage stage(Stage before) {
		return (this.stage != null) ? this.stage : before;
	}

	Verdict verdict(Verdict before) {
		return (this.verdict != null) ? this.verdict : before;
	}

	/**
	 * Return whether the connection of the event is the exchange's own from then on.
	 */
	boolean bindsConnection() {
		return this.stage == Stage.SENDING;
	}

	/**
	 * Return the effects.
	 */
	Set<CallEffect> effects() {
		return this.effects;
	}

}
