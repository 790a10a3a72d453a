package dev.lifeguard.call;

import dev.lifeguard.call.life.Turn;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.pool.Bound;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * Response of one call from its head on, while the application has it: whether it is
 * read, whether it is leaked, and what happens to it then.
 */
final class ResponseCustody {

	private final Call call;

	private volatile @Nullable Handover handover;

	private volatile boolean reported;

	ResponseCustody(Call call) {
		this.call = call;
	}

	/**
	 * Hand the response over to the application.
	 * @param response what the application reads it by
	 * @param discard releases what has arrived, if the application drops it unread
	 */
	Handover begin(Object response, Runnable discard) {
		Handover handover = new Handover(response, client().collected().queue(), this.call, discard);
		this.handover = handover;
		return handover;
	}

	/**
	 * Throw what is left of the response away, unless it has a reader.
	 */
	void discard() {
		Handover handover = this.handover;
		if (handover != null) {
			handover.discard();
		}
	}

	/**
	 * Return how often the application has asked for bytes.
	 */
	int asks() {
		Handover handover = this.handover;
		return (handover != null) ? handover.asks() : 0;
	}

	/**
	 * Return how long ago the application asked for bytes.
	 * @return nanoseconds, or -1 if it never did
	 */
	long sinceAskNanos() {
		Handover handover = this.handover;
		return (handover != null) ? handover.sinceAskNanos() : -1;
	}

	/**
	 * Return whether the response was found leaked.
	 */
	boolean isLeaked() {
		return this.reported;
	}

	/**
	 * The response has arrived, or never will; the application may still have it.
	 * @param lease its lease, which has ended
	 * @param byItself whether it was not the client that has ended it
	 */
	void end(Lease lease, boolean byItself) {
		Handover handover = this.handover;
		if (handover != null && !handover.isTaken()) {
			client().collected().keep(handover);
		}
		if (this.reported && byItself) {
			client().closedAfterAll(request(), lease);
		}
	}

	/**
	 * The application dropped the response.
	 * @return whether it still held its permit
	 */
	boolean collected() {
		boolean held = this.call.lease().isHeld();
		if (held) {
			leaked(LeakProof.COLLECTED);
		}
		return held;
	}

	/**
	 * The client is being closed, and waits for its calls: not for those whose response
	 * nobody reads. On the connection's event loop.
	 */
	void lookAtEnd(Channel channel) {
		Turn turn = ChannelTurn.of(channel);
		if (Bound.to(channel) == this.call && turn != null && turn.isUnread(asks())) {
			leaked(LeakProof.SHUT_DOWN);
		}
	}

	/**
	 * The response is leaked: report it, once, and take it back if that is wanted.
	 */
	void leaked(LeakProof proof) {
		if (client().leakWatch().isOn() && isFirst()) {
			int asks = asks();
			client().leaked(leak(proof, this.call.lease()), () -> takeBackUnlessReadSince(asks));
		}
		else {
			takeBack();
		}
	}

	private void takeBackUnlessReadSince(int asks) {
		if (asks == asks()) {
			takeBack();
		}
	}

	private void takeBack() {
		if (client().leakWatch().reclaims()) {
			this.call.reclaim();
		}
	}

	private Leak leak(LeakProof proof, Lease lease) {
		return new Leak(lease.remoteName(), request(), proof, lease.held(), this.call.site());
	}

	private String request() {
		return this.call.request();
	}

	private synchronized boolean isFirst() {
		boolean first = !this.reported;
		this.reported = true;
		return first;
	}

	private Calls client() {
		return this.call.client();
	}

}
