package dev.lifeguard.call;

import dev.lifeguard.call.life.Turn;
import dev.lifeguard.leak.CallSite;
import dev.lifeguard.lease.LeaseHolder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import org.jspecify.annotations.Nullable;

/**
 * View of one call for those who look at a client: the diagnosis, the endpoint, a reader
 * of a thread dump.
 */
abstract class CallView extends CallEnd implements LeaseHolder {

	private final CallFacts facts;

	private volatile @Nullable ResponseCustody custody;

	private volatile @Nullable String uriTemplate;

	/** Made when it is first asked for. */
	private volatile @Nullable String request;

	private volatile boolean nesting;

	CallView(CallFacts facts) {
		super(facts.method());
		this.facts = facts;
	}

	/**
	 * Return the client that makes the call.
	 */
	abstract Calls client();

	/**
	 * Return when the application's call began, on the client's clock.
	 */
	abstract long beganNanos();

	final CallFacts facts() {
		return this.facts;
	}

	/**
	 * Return the response from its head on, or {@code null} if it has not begun.
	 */
	final @Nullable ResponseCustody custody() {
		return this.custody;
	}

	final void custody(ResponseCustody custody) {
		this.custody = custody;
	}

	final void template(@Nullable String uriTemplate) {
		this.uriTemplate = uriTemplate;
		this.request = null;
	}

	/**
	 * The holder of the response makes another call of the client.
	 */
	final void nests() {
		this.nesting = true;
	}

	@Override
	public final String method() {
		return facts().method();
	}

	@Override
	public final @Nullable String uriTemplate() {
		return this.uriTemplate;
	}

	@Override
	public final String request() {
		String request = this.request;
		if (request == null) {
			request = LeaseHolder.super.request();
			this.request = request;
		}
		return request;
	}

	@Override
	public final Priority priority() {
		return facts().priority();
	}

	@Override
	public final boolean isRetry() {
		return facts().retry();
	}

	@Override
	public final Phase phase(Phase known) {
		if (known == Phase.CONNECTING) {
			return isShakingHands() ? Phase.TLS : known;
		}
		Channel channel = channel();
		Turn turn = (known == Phase.BODY && channel != null) ? ChannelTurn.of(channel) : null;
		return (turn != null && turn.isApplications()) ? Phase.UNREAD : known;
	}

	private boolean isShakingHands() {
		Channel channel = connecting();
		return channel != null && channel.isActive() && channel.pipeline().get(SslHandler.class) != null;
	}

	@Override
	public final long quietNanos() {
		Channel channel = isConnecting() ? null : channel();
		return (channel != null) ? ChannelTurn.quietNanos(channel) : -1;
	}

	@Override
	public final int asks() {
		ResponseCustody custody = custody();
		return (custody != null) ? custody.asks() : 0;
	}

	@Override
	public final long sinceAskNanos() {
		ResponseCustody custody = custody();
		return (custody != null) ? custody.sinceAskNanos() : -1;
	}

	@Override
	public final boolean isNesting() {
		return this.nesting;
	}

	@Override
	public final boolean isLeaked() {
		ResponseCustody custody = custody();
		return custody != null && custody.isLeaked();
	}

	@Override
	public final boolean isOnBlockedLoop() {
		return client().isBlocked(eventLoop());
	}

	@Override
	public final @Nullable CallSite site() {
		return facts().site();
	}

	@Override
	public final boolean equals(@Nullable Object other) {
		return this == other;
	}

	/**
	 * The identity's own hash would be made for each call anew, which costs more than the
	 * entry that needs it.
	 */
	@Override
	public final int hashCode() {
		return Long.hashCode(beganNanos());
	}

}
