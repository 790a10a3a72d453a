package dev.lifeguard.call;

import java.util.Set;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.call.life.CallEffect;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.retry.Retries;
import io.netty.channel.Channel;

/**
 * Execution of the effects of an event of one call.
 */
final class CallDeeds {

	/** Callers in a row meet each other for less than this. */
	private static final long SHORT_WAIT = TimeUnit.MILLISECONDS.toNanos(1);

	private CallDeeds() {
	}

	/**
	 * Carry out the effects that do not need anything from the code that reports the
	 * event. Reactor Netty does not close a stream that was opened a moment before it was
	 * cancelled: it is closed here as well.
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

	/**
	 * Report to the retries how the attempt ended: not if that says nothing of the
	 * backend.
	 */
	private static void report(Call call, Outcome outcome) {
		Retries retries = call.client().retries();
		int number = call.facts().attempt();
		switch (outcome.kind()) {
			case ANSWERED ->
				retries.answered(number, outcome.status(), call.lease().firstByteNanos(), hasWaited(call.lease()));
			case TIMED_OUT -> timedOut(retries, number, outcome);
			case CONNECT_FAILED, FAILED -> retries.unanswered(number, false);
			case CANCELLED, APPLICATION_FAILED, RECLAIMED, CLIENT_CLOSED -> {
			}
		}
	}

	/**
	 * A response that had begun is an answer, however long the application takes for it.
	 */
	private static void timedOut(Retries retries, int number, Outcome outcome) {
		if (outcome.status() == 0) {
			retries.unanswered(number, true);
		}
	}

	private static boolean hasWaited(Lease lease) {
		return lease.hasWaited() && lease.waitedNanos() > SHORT_WAIT;
	}

	private static void giveBack(Call call) {
		call.connectIsOver();
		Outcome outcome = call.outcome(call.lease().phase());
		call.facts().permitBack();
		call.lease().end(outcome);
		call.permitBack();
		report(call, outcome);
		ResponseCustody custody = call.custody();
		if (custody != null) {
			custody.end(call.lease(), !call.life().verdict().isOurs());
		}
	}

}
