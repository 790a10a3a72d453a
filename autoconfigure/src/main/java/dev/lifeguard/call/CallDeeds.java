package dev.lifeguard.call;

import java.util.Set;

import dev.lifeguard.call.life.CallEffect;
import dev.lifeguard.lease.Outcome;
import io.netty.channel.Channel;

/**
 * Carries out what follows from an event of one call.
 */
final class CallDeeds {

	private CallDeeds() {
	}

	/**
	 * Carry out what does not need what only those have who report the event. Reactor
	 * Netty does not close a stream that was opened a moment before it is told that it is
	 * not wanted: it is closed here as well.
	 */
	static void carryOut(Call call, Set<CallEffect> effects) {
		PendingConnect connect = call.connect();
		if (effects.contains(CallEffect.LEAVE_QUEUE)) {
			call.lease().cancel();
		}
		if (effects.contains(CallEffect.CANCEL_CONNECT) && connect != null) {
			connect.cancelTransport();
		}
		if (effects.contains(CallEffect.GIVE_BACK)) {
			giveBack(call);
		}
		if (effects.contains(CallEffect.ABANDON)) {
			abandon(call);
		}
		if (effects.contains(CallEffect.CLOSE)) {
			call.abort();
		}
		if (effects.contains(CallEffect.TELL)) {
			call.connectIsOver();
		}
	}

	private static void abandon(Call call) {
		Channel abandoned = call.connecting();
		if (abandoned != null) {
			Abandoned.close(abandoned, call);
		}
	}

	private static void giveBack(Call call) {
		call.connectIsOver();
		Outcome outcome = call.outcome(call.lease().phase());
		call.facts().permitBack();
		call.lease().end(outcome);
		call.permitBack();
		if (outcome.isAnswered()) {
			call.client().retries().answered(outcome.status());
		}
		ResponseCustody custody = call.custody();
		if (custody != null) {
			custody.end(call.lease(), !call.life().verdict().isOurs());
		}
	}

}
