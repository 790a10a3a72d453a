package dev.lifeguard.call;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import dev.lifeguard.call.life.CallEffect;
import dev.lifeguard.call.life.CallEvent;
import dev.lifeguard.call.life.CallLife;
import dev.lifeguard.call.life.Stage;
import dev.lifeguard.call.life.Verdict;
import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.leak.LeakProof;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.Outcome;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import dev.lifeguard.pool.OnLoop;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.transport.PassedLimit;
import dev.lifeguard.transport.Target;
import dev.lifeguard.transport.names.NameWait;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;

/**
 * Exchange of a client in progress: it reports events to its {@link CallLife}, and
 * carries out the effects. It travels in the Reactor context under its own class.
 * <p>
 * <b>Threads</b>: every method may be called from any thread.
 *
 * @since 0.1.0
 */
public final class Call extends CallView implements NameWait {

	/**
	 * Micrometer's key of an observation in a Reactor context; its library is not on
	 * every class path.
	 */
	public static final String OBSERVATION = "micrometer.observation";

	private final CallAttempts attempts;

	private @Nullable Lease lease;

	private volatile @Nullable PendingConnect connect;

	/**
	 * Not longer than until the permit is asked for: it leads to responses.
	 */
	private volatile @Nullable Runnable beforeWaiting;

	private volatile boolean writing;

	/** One writer; whoever looks may be late. */
	private int pieces;

	private volatile boolean permitBack;

	private volatile boolean decided;

	Call(CallAttempts attempts, String method, URI uri, Priority priority, @Nullable Thread caller) {
		super(attempts.facts(method, attempts.client().target(uri), priority, caller));
		this.attempts = attempts;
	}

	/**
	 * Say what the call's URI was made from. Only its path is ever shown.
	 * @param uriTemplate the template, if the application used one
	 */
	public void uriTemplate(@Nullable Object uriTemplate) {
		template((uriTemplate != null) ? uriTemplate.toString() : null);
	}

	/**
	 * Set what is released before the call waits. Must be called before the call begins.
	 * @param release releases what the application left behind on its way to this call
	 */
	public void beforeWaiting(Runnable release) {
		this.beforeWaiting = release;
	}

	/**
	 * Say that the request can be sent again: it has no body, or one that can be had a
	 * second time.
	 */
	public void replayable() {
		resend().replayable();
	}

	Lease begin(PendingConnect connect) {
		this.connect = connect;
		Target target = facts().target();
		Lease lease = client().gate().lease(target.host(), target.port(), deadline(), connect);
		lease.heldBy(this);
		lease.ofCallThatBegan(beganNanos());
		this.lease = lease;
		return lease;
	}

	/**
	 * The permit is about to be asked for.
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

	/**
	 * The permit is asked for, or will not be: what comes now is no wait between two
	 * attempts any more.
	 */
	void asked() {
		this.attempts.asked();
	}

	/**
	 * The gate has given the permit.
	 * @return whether to request a connection
	 */
	boolean granted() {
		facts().permitGranted();
		client().activeCalls().granted(this);
		return on(CallEvent.GRANTED).contains(CallEffect.CONNECT);
	}

	/**
	 * The gate gives no permit.
	 * @return whether to notify the caller
	 */
	boolean refused() {
		return on(CallEvent.REFUSED).contains(CallEffect.TELL);
	}

	/**
	 * Return the failure for a caller that got no permit.
	 */
	Throwable refusal(Reason reason) {
		return client().exhausted(lease(), reason);
	}

	/**
	 * A socket is being connected for this call and no other.
	 * @param channel what is being connected, or was
	 */
	public void opening(Channel channel) {
		Channel before = channel();
		connects(channel);
		Set<CallEffect> effects = on(CallEvent.OPENING, channel);
		leave(before, null, effects);
		if (lease().phase() != Phase.CONNECTING) {
			lease().enter(Phase.CONNECTING, now());
		}
	}

	@Override
	public void nameIsAskedFor(Channel channel) {
		enterOn(channel, Phase.NAME);
	}

	@Override
	public void nameIsKnown(Channel channel) {
		enterOn(channel, Phase.CONNECTING);
	}

	private void enterOn(Channel channel, Phase phase) {
		if (connecting() == channel) {
			lease().enter(phase, now());
		}
	}

	/**
	 * A connection is the call's own from now on.
	 * @param channel the connection
	 */
	public void bind(Channel channel) {
		Channel before = channel();
		Set<CallEffect> effects = life().on(CallEvent.BOUND, channel);
		if (effects.contains(CallEffect.REJECT)) {
			channel.close();
			return;
		}
		connected(channel, now());
		lease().enter(Phase.SENDING, boundNanos());
		leave(before, channel, effects);
		takeOver(channel);
		if (!channel.isActive()) {
			unbind(channel);
		}
	}

	/**
	 * Leave a connection behind, if the effects say so, unless it is the next one as
	 * well.
	 */
	private void leave(@Nullable Channel before, @Nullable Channel next, Set<CallEffect> effects) {
		if (effects.contains(CallEffect.LEAVE_BEHIND) && before != null && before != next) {
			LeftBehind.take(before, this, next, client().timer());
		}
	}

	@Override
	protected void unbound(Channel channel) {
		on(CallEvent.FREED, channel);
	}

	public static @Nullable Call boundTo(Channel channel) {
		return (to(channel) instanceof Call call) ? call : null;
	}

	/**
	 * The request was sent.
	 * @param now the time on the client's clock
	 */
	public void sent(long now) {
		on(CallEvent.SENT);
		if (lease().phase() == Phase.SENDING) {
			lease().enter(Phase.FIRST_BYTE, now);
		}
	}

	/**
	 * Enter a phase, for whoever looks at the lease.
	 * @param phase the phase
	 * @param now the time on the client's clock
	 */
	public void enter(Phase phase, long now) {
		lease().enter(phase, now);
	}

	/**
	 * Return whether the request is sent once more, because its connection was dead.
	 */
	boolean sendsAgain() {
		PooledSocket dead = deadSocket();
		if (dead != null) {
			client().stale(dead);
		}
		else if (!isUnanswered() || !(resend().isUnprocessed() || resend().isSpoilt())) {
			return false;
		}
		return resend().isPossible() && !deadline().hasPassed() && repeats();
	}

	private boolean repeats() {
		Channel before = channel();
		Set<CallEffect> effects = on(CallEvent.REPEATED);
		leave(before, null, effects);
		return effects.contains(CallEffect.CONNECT);
	}

	@Nullable PooledSocket deadSocket() {
		return isUnanswered() ? resend().deadSocket() : null;
	}

	private boolean isUnanswered() {
		Verdict verdict = life().verdict();
		boolean byItself = verdict == Verdict.NONE || verdict == Verdict.FAILED;
		return byItself && applicationsFailure() == null && !isResponded() && PassedLimit.of(latest(), this) == null;
	}

	/**
	 * The response has begun.
	 * @param response its head
	 * @return whether it is handed on to the caller
	 */
	boolean responded(Connection response) {
		responds(response);
		custody(new ResponseCustody(this));
		answered();
		AnswerReport.of(lease(), response);
		boolean wanted = on(CallEvent.HEAD).contains(CallEffect.HAND_ON);
		if (wanted) {
			this.connect = null;
		}
		return wanted;
	}

	/**
	 * Hand a response over to the application, and watch it for being leaked.
	 * @param response what the application reads the response by
	 * @param discard releases what has arrived, if the application drops it unread
	 * @return the handover, to report what the application does with it
	 */
	public Handover handOver(Object response, Runnable discard) {
		ResponseCustody custody = custody();
		if (custody == null) {
			throw new IllegalStateException("the response has not begun");
		}
		return custody.begin(response, discard);
	}

	/**
	 * Throw what is left of the response away, unless it has a reader.
	 */
	void discard() {
		ResponseCustody custody = custody();
		if (custody != null) {
			custody.discard();
		}
	}

	/**
	 * The response is leaked: report it, once, and take it back if that is wanted.
	 * @param proof how that is known
	 */
	public void leaked(LeakProof proof) {
		ResponseCustody custody = custody();
		if (custody != null) {
			custody.leaked(proof);
		}
	}

	/**
	 * The application dropped the response.
	 * @return whether it still held its permit
	 */
	boolean collected() {
		ResponseCustody custody = custody();
		return custody != null && custody.collected();
	}

	/**
	 * Close the connection of a response that is leaked, unless it has been read by now.
	 */
	void reclaim() {
		Channel channel = channel();
		if (channel != null && isResponded()) {
			OnLoop.run(channel, () -> {
				if (to(channel) == this) {
					on(CallEvent.LEAKED);
				}
			});
		}
	}

	/**
	 * Return the failure for a reader that comes after the response was reclaimed.
	 * @return the failure, or {@code null} if it was not reclaimed
	 */
	public @Nullable Throwable reclaimed() {
		return (life().verdict() == Verdict.RECLAIMED) ? failures().reclaimed(null) : null;
	}

	/**
	 * Close the call's connection. What is left of the response is lost, its permit comes
	 * back.
	 */
	public void abort() {
		Channel channel = channel();
		if (channel != null) {
			OnLoop.run(channel, () -> closeIfBound(channel));
		}
	}

	private void closeIfBound(Channel channel) {
		if (to(channel) == this) {
			CutOff.close(channel, response());
		}
	}

	/**
	 * Close the call's connection in 100 ms, unless what is left of the response has
	 * arrived by then.
	 */
	public void abortSoon() {
		client().timer().schedule(this::abort, Handover.DRAIN_NANOS);
	}

	/**
	 * Announce the end of the call once the permit is back, so that the caller's next
	 * call finds it. Reactor Netty gives a connection back, or closes it, right after it
	 * has said that the response is complete or has failed, on the event loop.
	 * @param announcement tells the application
	 */
	public void afterRelease(Runnable announcement) {
		EventLoop loop = eventLoop();
		if (loop != null && loop.inEventLoop()) {
			OnLoop.run(loop, announcement, announcement);
		}
		else {
			announcement.run();
		}
	}

	/**
	 * The connect has failed.
	 * @param failure what the transport reports
	 * @return the failure for the caller, or {@code null} if the caller knows another end
	 */
	@Nullable Throwable failed(Throwable failure) {
		willFail(outcomeOf(failure, lease().phase()));
		return on(CallEvent.FAILED).contains(CallEffect.TELL) ? translate(failure) : null;
	}

	/**
	 * Return whether the caller still waits for a connection.
	 */
	boolean isConnectWanted() {
		return life().verdict() == Verdict.NONE && life().stage() != Stage.OVER;
	}

	/**
	 * The caller no longer wants the call.
	 */
	void cancelled() {
		on(CallEvent.CANCELLED);
	}

	/**
	 * The deadline has passed. Called repeatedly until the call is over.
	 */
	void expire() {
		end(CallEvent.EXPIRED, () -> silent(failures().expired(null)));
	}

	/**
	 * Nothing has moved for longer than it may, and nobody has ended the call for that.
	 */
	void stuck(CallTimeoutException.Phase phase, Duration limit) {
		willFail(Outcome.timedOut(lease().phase(), 0));
		end(CallEvent.STUCK, () -> {
			CallTimeoutException failure = failures().timedOut(phase, limit, null);
			this.attempts.reported(failure);
			return failure;
		});
	}

	/**
	 * The client closes, and nothing else ends a response that has begun if the call has
	 * no deadline.
	 */
	public void endIfEndless() {
		if (isResponded()) {
			closeWithClient();
		}
	}

	/**
	 * The client is closed: a call without a deadline would never end.
	 */
	public void closeWithClient() {
		if (deadline().isNone()) {
			end(CallEvent.CLIENT_CLOSED, () -> failures().clientClosed(null));
		}
	}

	/**
	 * The client is being closed, and waits for its calls: not for those whose response
	 * nobody reads.
	 */
	public void shutDown() {
		Channel channel = channel();
		ResponseCustody custody = custody();
		if (channel != null && custody != null) {
			OnLoop.run(channel, () -> custody.lookAtEnd(channel));
		}
	}

	private void end(CallEvent event, Supplier<Throwable> failure) {
		PendingConnect connect = this.connect;
		EventLoop loop = eventLoop();
		Set<CallEffect> effects = on(event);
		if (effects.contains(CallEffect.TELL) && connect != null) {
			connect.tellAfterRelease(failure.get(), loop);
		}
	}

	private Set<CallEffect> on(CallEvent event) {
		return on(event, null);
	}

	/**
	 * Report an event, and carry out what follows from it, but for what only those can do
	 * who report it.
	 */
	private Set<CallEffect> on(CallEvent event, @Nullable Object connection) {
		Set<CallEffect> effects = life().on(event, connection);
		if (!effects.isEmpty()) {
			CallDeeds.carryOut(this, effects);
		}
		return effects;
	}

	/**
	 * The permit is back.
	 */
	void permitBack() {
		this.permitBack = true;
		endIfDecided();
	}

	/**
	 * It is decided what comes after the exchange: another attempt, or nothing.
	 */
	void decided() {
		this.decided = true;
		endIfDecided();
	}

	/**
	 * The last of the two sees both, and perhaps the first one does, too.
	 */
	private void endIfDecided() {
		if (this.permitBack && this.decided) {
			client().activeCalls().ended(this);
		}
	}

	/**
	 * Note that what the application sends has failed, and not the connection: the
	 * failure is handed on as it is.
	 * @param failure the application's failure
	 */
	public void applicationFailed(Throwable failure) {
		failedByApplication(failure);
	}

	/**
	 * Return why what the application sends has failed: a response to it answers another
	 * request than the application's.
	 * @return the failure, or {@code null} if it has not failed
	 */
	public @Nullable Throwable applicationsFailure() {
		return failureOfApplication();
	}

	/**
	 * Return the failure as callers should see it: a limit that was passed says so.
	 * @param failure what the transport reports
	 * @return the failure to hand on
	 */
	public Throwable translate(Throwable failure) {
		Throwable translated = silent(failures().translated(failure, this));
		if (isResponded()) {
			willFail(outcomeOf(failure, lease().phase()));
			on(CallEvent.FAILED);
		}
		if (translated != failure || !failures().isForeign(failure, this)) {
			this.attempts.reported(translated);
		}
		return translated;
	}

	/**
	 * A kept connection on which nothing arrived in time is perhaps not the only dead
	 * one.
	 */
	private Throwable silent(Throwable failure) {
		PooledSocket silent = resend().silent();
		if (failure instanceof CallTimeoutException && silent != null && !isResponded()) {
			client().silent(silent, boundNanos());
		}
		return failure;
	}

	CallFailures failures() {
		return new CallFailures(client(), lease().remoteName(), Duration.ofNanos(now() - beganNanos()));
	}

	/**
	 * Say whether the application writes the request's body now.
	 * @param writing whether it does
	 */
	public void writing(boolean writing) {
		this.writing = writing;
	}

	public boolean isWriting() {
		return this.writing;
	}

	/**
	 * Note that the application has written a piece of the request's body.
	 */
	public void wrote() {
		this.pieces++;
	}

	/**
	 * Return how many pieces the application has written, perhaps a few less.
	 * @return the number, from the beginning of the request
	 */
	public int pieces() {
		return this.pieces;
	}

	/**
	 * {@inheritDoc} Handlers on the connection ask as well.
	 */
	@Override
	public boolean isResponded() {
		return super.isResponded();
	}

	@Override
	public long boundNanos() {
		return super.boundNanos();
	}

	@Override
	public Resend resend() {
		return super.resend();
	}

	@Override
	public Calls client() {
		return this.attempts.client();
	}

	@Override
	long beganNanos() {
		return this.attempts.startedNanos();
	}

	Deadline deadline() {
		return facts().deadline();
	}

	@Nullable PendingConnect connect() {
		return this.connect;
	}

	/**
	 * Nobody waits for a connection any more.
	 */
	void connectIsOver() {
		this.connect = null;
	}

	/**
	 * Return the connection that the caller waits for, or for a response on.
	 * @return the channel, or {@code null} if there is none, or the caller does not wait
	 */
	@Nullable Channel awaited() {
		return (this.connect != null) ? latest() : null;
	}

	@Nullable Lease leaseIfAny() {
		return this.lease;
	}

	public Lease lease() {
		Lease lease = this.lease;
		if (lease == null) {
			throw new IllegalStateException("the call has not begun");
		}
		return lease;
	}

	private long now() {
		return client().nanoClock().getAsLong();
	}

	/**
	 * Return where the call is, in a line that explains a thread that waits for it.
	 */
	@Override
	public String toString() {
		return new CallLine(this).toString();
	}

}
