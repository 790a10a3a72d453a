package dev.lifeguard.client;

import dev.lifeguard.lease.CallSite;
import dev.lifeguard.lease.Leak;
import dev.lifeguard.lease.LeakProof;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.lease.Phase;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * What one call has its lease for: its response while the application has it, and what
 * there is to say if it leaks or if it is in the way.
 */
final class Custody implements LeaseHolder {

	private final Call call;

	private final String method;

	private final boolean retry;

	private final @Nullable CallSite site;

	private volatile @Nullable String uriTemplate;

	private volatile @Nullable Handover handover;

	/**
	 * Its number, since a thread leads to its task, and that may lead to the response.
	 */
	private volatile long caller;

	/**
	 * Not longer than until the lease is asked for: it leads to responses.
	 */
	private volatile @Nullable Runnable beforeWaiting;

	private volatile boolean reported;

	private volatile boolean nesting;

	Custody(Call call, String method, boolean retry) {
		this.call = call;
		this.method = method;
		this.retry = retry;
		this.site = call.client().leakWatch().capture();
	}

	Call call() {
		return this.call;
	}

	void uriTemplate(@Nullable Object uriTemplate) {
		this.uriTemplate = (uriTemplate != null) ? uriTemplate.toString() : null;
	}

	Handover begin(Object response, Runnable discard) {
		Handover handover = new Handover(response, client().resources().collected().queue(), this.call, discard);
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

	@Override
	public int asks() {
		Handover handover = this.handover;
		return (handover != null) ? handover.asks() : 0;
	}

	/**
	 * The response has arrived, or never will; the application may still have it.
	 */
	void end(Lease lease, boolean byItself) {
		Handover handover = this.handover;
		if (handover != null && !handover.isTaken()) {
			client().resources().collected().keep(handover);
		}
		if (this.reported && byItself) {
			client().cameHome(LeaseHolder.request(this.method, this.uriTemplate), lease);
		}
	}

	/**
	 * The application dropped the response.
	 * @return whether it still held its place
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
	 * nobody reads.
	 */
	void shutDown() {
		Channel channel = this.call.channel();
		if (channel != null && this.call.isResponded()) {
			OnLoop.run(channel, () -> lookAtEnd(channel));
		}
	}

	private void lookAtEnd(Channel channel) {
		if (Call.boundTo(channel) == this.call && ResponseWatch.isUnread(channel, this.call)) {
			leaked(LeakProof.SHUT_DOWN);
		}
	}

	/**
	 * The response is leaked: report it, once, and take it back if that is wanted.
	 */
	void leaked(LeakProof proof) {
		if (client().leakWatch().isOn() && isFirst()) {
			client().leaked(leak(proof, this.call.lease()));
		}
		if (client().leakWatch().reclaims()) {
			this.call.reclaim();
		}
	}

	private Leak leak(LeakProof proof, Lease lease) {
		return new Leak(lease.remoteName(), LeaseHolder.request(this.method, this.uriTemplate), proof, lease.held(),
				this.site);
	}

	private synchronized boolean isFirst() {
		boolean first = !this.reported;
		this.reported = true;
		return first;
	}

	private ManagedClient client() {
		return this.call.client();
	}

	/**
	 * Say who makes the call, and waits for it. It is said before the lease is asked for.
	 */
	void calledBy(Thread caller) {
		this.caller = caller.getId();
	}

	void beforeWaiting(Runnable release) {
		this.beforeWaiting = release;
	}

	/**
	 * The lease is about to be asked for.
	 */
	void asks(boolean mayHaveToWait) {
		Runnable release = this.beforeWaiting;
		this.beforeWaiting = null;
		if (mayHaveToWait && release != null) {
			release.run();
		}
		if (mayHaveToWait) {
			client().callerWaits();
		}
	}

	boolean isCalledBy(Thread thread) {
		return this.caller == thread.getId();
	}

	/**
	 * Who has the response makes another call of the client.
	 */
	void nests() {
		this.nesting = true;
	}

	@Override
	public String method() {
		return this.method;
	}

	@Override
	public @Nullable String uriTemplate() {
		return this.uriTemplate;
	}

	@Override
	public boolean isRetry() {
		return this.retry;
	}

	@Override
	public Phase phase(Phase known) {
		if (known == Phase.CONNECTING) {
			return this.call.isShakingHands() ? Phase.TLS : known;
		}
		Channel channel = this.call.channel();
		return (known == Phase.BODY && channel != null && ResponseWatch.isApplicationsTurn(channel)) ? Phase.UNREAD
				: known;
	}

	@Override
	public long quietNanos() {
		Channel channel = this.call.isConnecting() ? null : this.call.channel();
		return (channel != null) ? ResponseWatch.quietNanos(channel) : -1;
	}

	@Override
	public long sinceAskNanos() {
		Handover handover = this.handover;
		return (handover != null) ? handover.sinceAskNanos() : -1;
	}

	@Override
	public boolean isNesting() {
		return this.nesting;
	}

	@Override
	public boolean isLeaked() {
		return this.reported;
	}

	@Override
	public boolean isOnBlockedLoop() {
		return client().loops().isBlocked(this.call.eventLoop());
	}

	@Override
	public @Nullable CallSite site() {
		return this.site;
	}

}
