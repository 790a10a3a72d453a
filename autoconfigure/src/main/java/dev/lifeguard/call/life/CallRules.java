package dev.lifeguard.call.life;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Table of what follows from which event in which stage. What it does not name changes
 * nothing. There is one half for exchanges that nothing has ended, and one for those that
 * were ended early and whose connection is not free yet: their callers know.
 */
final class CallRules {

	/** By stage, in the order of their declaration. */
	private static final List<Map<CallEvent, CallRule>> UNDER_WAY = List.of(queued(), connecting(), sending(),
			onConnection(), responding(), over());

	private static final List<Map<CallEvent, CallRule>> ENDED = List.of(Map.of(), Map.of(), ended(), ended(), ended(),
			over());

	private CallRules() {
	}

	static CallRule of(Stage stage, Verdict verdict, CallEvent event) {
		List<Map<CallEvent, CallRule>> rules = (verdict == Verdict.NONE) ? UNDER_WAY : ENDED;
		return rules.get(stage.ordinal()).getOrDefault(event, CallRule.NOTHING);
	}

	/**
	 * The gate ends the wait of those that are too late.
	 */
	private static Map<CallEvent, CallRule> queued() {
		Map<CallEvent, CallRule> rules = new EnumMap<>(CallEvent.class);
		rules.put(CallEvent.GRANTED, CallRule.to(Stage.CONNECTING, CallEffect.CONNECT));
		rules.put(CallEvent.REFUSED, CallRule.to(Stage.OVER, CallEffect.TELL).as(Verdict.REFUSED));
		rules.put(CallEvent.CANCELLED, CallRule.to(Stage.OVER, CallEffect.LEAVE_QUEUE).as(Verdict.CANCELLED));
		return rules;
	}

	private static Map<CallEvent, CallRule> connecting() {
		Map<CallEvent, CallRule> rules = new EnumMap<>(CallEvent.class);
		CallRule givenUp = CallRule.to(Stage.OVER, CallEffect.CANCEL_CONNECT, CallEffect.GIVE_BACK, CallEffect.ABANDON);
		CallRule ended = CallRule.to(Stage.OVER, CallEffect.CANCEL_CONNECT, CallEffect.GIVE_BACK, CallEffect.ABANDON,
				CallEffect.TELL);
		rules.put(CallEvent.BOUND, CallRule.to(Stage.SENDING));
		rules.put(CallEvent.HEAD, CallRule.to(Stage.OVER, CallEffect.HAND_ON, CallEffect.GIVE_BACK));
		rules.put(CallEvent.REPEATED, CallRule.to(Stage.CONNECTING, CallEffect.CONNECT));
		rules.put(CallEvent.FAILED,
				CallRule.to(Stage.OVER, CallEffect.GIVE_BACK, CallEffect.ABANDON, CallEffect.TELL).as(Verdict.FAILED));
		rules.put(CallEvent.STUCK, ended.as(Verdict.FAILED));
		rules.put(CallEvent.CANCELLED, givenUp.as(Verdict.CANCELLED));
		rules.put(CallEvent.EXPIRED, ended.as(Verdict.EXPIRED));
		rules.put(CallEvent.CLIENT_CLOSED, ended.as(Verdict.CLIENT_CLOSED));
		return rules;
	}

	private static Map<CallEvent, CallRule> sending() {
		Map<CallEvent, CallRule> rules = onConnection();
		rules.put(CallEvent.SENT, CallRule.to(Stage.AWAITING_RESPONSE));
		return rules;
	}

	/**
	 * A redirect leaves its connection for another one, and a request that is sent again
	 * its dead one. A failure is reported before the connection is free.
	 */
	private static Map<CallEvent, CallRule> onConnection() {
		Map<CallEvent, CallRule> rules = new EnumMap<>(CallEvent.class);
		CallRule ended = CallRule.stay(CallEffect.CANCEL_CONNECT, CallEffect.CLOSE, CallEffect.TELL);
		rules.put(CallEvent.OPENING, CallRule.to(Stage.CONNECTING, CallEffect.LEAVE_BEHIND));
		rules.put(CallEvent.BOUND, CallRule.to(Stage.SENDING, CallEffect.LEAVE_BEHIND));
		rules.put(CallEvent.HEAD, CallRule.to(Stage.RESPONDING, CallEffect.HAND_ON));
		rules.put(CallEvent.FREED, CallRule.to(Stage.CONNECTING));
		rules.put(CallEvent.REPEATED, CallRule.to(Stage.CONNECTING, CallEffect.LEAVE_BEHIND, CallEffect.CONNECT));
		rules.put(CallEvent.FAILED, CallRule.stay(CallEffect.TELL).as(Verdict.FAILED));
		rules.put(CallEvent.STUCK, ended.as(Verdict.FAILED));
		rules.put(CallEvent.CANCELLED,
				CallRule.stay(CallEffect.CANCEL_CONNECT, CallEffect.CLOSE).as(Verdict.CANCELLED));
		rules.put(CallEvent.EXPIRED, ended.as(Verdict.EXPIRED));
		rules.put(CallEvent.CLIENT_CLOSED, ended.as(Verdict.CLIENT_CLOSED));
		return rules;
	}

	/**
	 * The caller has the response: a failure now is reported by the end of its body.
	 */
	private static Map<CallEvent, CallRule> responding() {
		Map<CallEvent, CallRule> rules = new EnumMap<>(CallEvent.class);
		rules.put(CallEvent.BOUND, CallRule.stay(CallEffect.REJECT));
		rules.put(CallEvent.FREED, CallRule.to(Stage.OVER, CallEffect.GIVE_BACK));
		rules.put(CallEvent.FAILED, CallRule.stay().as(Verdict.FAILED));
		rules.put(CallEvent.EXPIRED, CallRule.stay(CallEffect.CLOSE).as(Verdict.EXPIRED));
		rules.put(CallEvent.LEAKED, CallRule.stay(CallEffect.CLOSE).as(Verdict.RECLAIMED));
		rules.put(CallEvent.CLIENT_CLOSED, CallRule.stay(CallEffect.CLOSE).as(Verdict.CLIENT_CLOSED));
		return rules;
	}

	/**
	 * A connection that should have closed and is still open is closed again.
	 */
	private static Map<CallEvent, CallRule> ended() {
		Map<CallEvent, CallRule> rules = new EnumMap<>(CallEvent.class);
		rules.put(CallEvent.BOUND, CallRule.stay(CallEffect.REJECT));
		rules.put(CallEvent.OPENING, CallRule.stay(CallEffect.ABANDON));
		rules.put(CallEvent.FREED, CallRule.to(Stage.OVER, CallEffect.GIVE_BACK));
		rules.put(CallEvent.EXPIRED, CallRule.stay(CallEffect.CLOSE));
		rules.put(CallEvent.LEAKED, CallRule.stay(CallEffect.CLOSE));
		rules.put(CallEvent.CLIENT_CLOSED, CallRule.stay(CallEffect.CLOSE));
		return rules;
	}

	/**
	 * Late arrivals are not kept: a permit, a socket, a connection.
	 */
	private static Map<CallEvent, CallRule> over() {
		Map<CallEvent, CallRule> rules = new EnumMap<>(CallEvent.class);
		rules.put(CallEvent.GRANTED, CallRule.stay(CallEffect.GIVE_BACK));
		rules.put(CallEvent.OPENING, CallRule.stay(CallEffect.ABANDON));
		rules.put(CallEvent.BOUND, CallRule.stay(CallEffect.REJECT));
		return rules;
	}

}
