package dev.lifeguard.call;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import dev.lifeguard.lease.Priority;
import dev.lifeguard.retry.Attempt;
import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.Attempt.Failure;
import dev.lifeguard.retry.Attempt.Request;
import dev.lifeguard.retry.Attempt.Result;
import dev.lifeguard.retry.Decision;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.transport.Target;
import org.jspecify.annotations.Nullable;

/**
 * Attempts of one call of the application, one after the other: they share its deadline,
 * and each failed one is remembered.
 * <p>
 * It travels in the Reactor context under its class, in the attributes of a blocking
 * request under its class name, and is reachable from the connection: it must never lead
 * to a response. A loop uses it from one thread at a time, and hands it from thread to
 * thread safely.
 *
 * @since 0.1.0
 */
public final class CallAttempts {

	/**
	 * The request header that tells the backend which attempt it is, if that is wanted.
	 */
	public static final String NUMBER_HEADER = "X-Retry-Attempt";

	private static final int MOST_REPORTED = 8;

	private final Calls client;

	private final Retries retries;

	private final Deadline deadline;

	private final long startedNanos;

	private int number = 1;

	private @Nullable Call exchange;

	private int exchanges;

	private volatile boolean waited;

	private volatile boolean over;

	/** The attempt repeats one that was answered. */
	private boolean answered;

	private @Nullable List<PastAttempt> past;

	/** Failures of the attempt under way that are not the application's own. */
	private @Nullable Deque<Throwable> reported;

	public CallAttempts(Calls client, @Nullable RetryRule rule) {
		this(client, rule, client.nanoClock().getAsLong());
	}

	private CallAttempts(Calls client, @Nullable RetryRule rule, long startedNanos) {
		this(client, rule, startedNanos, Deadline.after(client.timeouts().call(), client.nanoClock(), startedNanos));
	}

	public CallAttempts(Calls client, @Nullable RetryRule rule, long startedNanos, Deadline deadline) {
		this.client = client;
		this.retries = (rule != null) ? client.retries().with(rule) : client.retries();
		this.startedNanos = startedNanos;
		this.deadline = deadline;
	}

	public boolean areOf(Calls client) {
		return this.client == client;
	}

	/**
	 * Begin an exchange of the attempt that is under way. Filters and interceptors may
	 * begin several.
	 * @param method the request's method
	 * @param uri where the exchange goes
	 * @param priority how much the call matters
	 * @param caller the thread that waits for it, if one does
	 * @return the exchange
	 */
	public Call begin(String method, URI uri, Priority priority, @Nullable Thread caller) {
		this.exchanges++;
		decided();
		Call exchange = new Call(this, method, uri, priority, caller);
		this.exchange = exchange;
		return exchange;
	}

	/**
	 * The call has no loop that decides what comes after its exchange.
	 * @param method the request's method
	 * @param uri where the exchange goes
	 * @param priority how much the call matters
	 * @param caller the thread that waits for it, if one does
	 * @return the exchange
	 */
	public Call beginOnly(String method, URI uri, Priority priority, @Nullable Thread caller) {
		Call exchange = begin(method, uri, priority, caller);
		exchange.decided();
		return exchange;
	}

	private void decided() {
		Call exchange = this.exchange;
		if (exchange != null) {
			exchange.decided();
		}
	}

	Calls client() {
		return this.client;
	}

	long startedNanos() {
		return this.startedNanos;
	}

	/**
	 * Return what is known of an exchange that begins now.
	 */
	CallFacts facts(String method, Target target, Priority priority, @Nullable Thread caller) {
		return new CallFacts(method, target, this.number, this.answered, this.deadline, priority,
				(caller != null) ? caller.getId() : 0, (caller != null) ? ThreadPermits.ofCaller() : null,
				this.client.leakWatch().capture());
	}

	/**
	 * Note a failure of an exchange that is no fault of the application's. The last few
	 * will do: filters and interceptors may begin many exchanges.
	 */
	synchronized void reported(Throwable failure) {
		Deque<Throwable> reported = this.reported;
		if (reported == null) {
			reported = new ArrayDeque<>();
			this.reported = reported;
		}
		else if (reported.size() == MOST_REPORTED) {
			reported.removeFirst();
		}
		reported.addLast(failure);
	}

	private synchronized boolean isReported(Throwable failure) {
		Deque<Throwable> reported = this.reported;
		return reported != null && reported.stream().anyMatch((each) -> each == failure);
	}

	/**
	 * Return which attempt is under way.
	 * @return the number; the first one is 1
	 */
	public int number() {
		return this.number;
	}

	/**
	 * Return whether an answer ends the call by its status alone.
	 * @param status the answer's status
	 * @return whether there is no need to ask for what is next
	 */
	public boolean isFinal(int status) {
		return this.retries.isFinal(status);
	}

	/**
	 * Decide what comes after an answer. If it is another attempt, the answer must be
	 * given back before the wait.
	 * @param request what is sent
	 * @param answer the answer
	 * @param observation the observation of the call, if the face has it
	 * @return the decision
	 */
	public Decision after(Request request, Answer answer, @Nullable Object observation) {
		return next(request, answer, observation);
	}

	/**
	 * Decide what comes after a failure.
	 * @param request what is sent
	 * @param failure the failure, as the application would get it
	 * @param observation the observation of the call, if the face has it
	 * @return the decision
	 */
	public Decision after(Request request, Throwable failure, @Nullable Object observation) {
		return next(request, new Failure(failure, wasNeverSent(failure), isApplications(failure)), observation);
	}

	private Decision next(Request request, Result result, @Nullable Object observation) {
		Attempt attempt = new Attempt(this.number, request, result);
		Decision decision = this.retries.next(attempt, Duration.ofNanos(this.deadline.remainingNanos()));
		if (decision.outcome().isCounted()) {
			this.client.retryListener().decided(attempt, decision, observation);
		}
		if (decision.isRetry()) {
			remember(attempt, decision);
			waits();
			decided();
			this.number++;
			this.exchanges = 0;
			this.answered = result instanceof Answer;
			this.reported = null;
		}
		return decision;
	}

	/**
	 * Return whether a failure is the application's own: what it sends has failed, or its
	 * hooks after an exchange that did not. If there was no exchange, something else may
	 * stand in the place of the network.
	 */
	private boolean isApplications(Throwable failure) {
		Call exchange = this.exchange;
		if (exchange == null || this.exchanges == 0) {
			return false;
		}
		Throwable applications = exchange.applicationsFailure();
		Failure chain = new Failure(failure, false);
		return (applications != null) ? chain.has((cause) -> cause == applications)
				: !chain.has((cause) -> CallFailures.isOurs(cause) || isReported(cause));
	}

	/**
	 * A failure caused by a programming error rather than by the network does not go
	 * away.
	 */
	private boolean wasNeverSent(Throwable failure) {
		Call exchange = this.exchange;
		return exchange != null && this.exchanges == 1 && exchange.resend().neverSent()
				&& new Failure(failure, false).find(IOException.class) != null;
	}

	private void remember(Attempt attempt, Decision decision) {
		List<PastAttempt> past = this.past;
		if (past == null) {
			past = new ArrayList<>();
			this.past = past;
		}
		long elapsed = this.client.nanoClock().getAsLong() - this.startedNanos;
		past.add(PastAttempt.of(attempt, Duration.ofNanos(elapsed), decision.delay()));
	}

	/**
	 * An exchange has asked for its permit.
	 */
	void asked() {
		if (this.waited) {
			this.client.activeCalls().waitsNoMore(this);
		}
	}

	/**
	 * Whoever waits for the attempts may go away while the next one is decided on.
	 */
	private void waits() {
		this.waited = true;
		this.client.activeCalls().waits(this);
		if (this.over) {
			this.client.activeCalls().waitsNoMore(this);
		}
	}

	/**
	 * Say what ends the wait for the next attempt before its time, because the client is
	 * closed: the attempt will be refused. It is run now if the client is closed already,
	 * and may be run twice.
	 * @param alarm ends the wait, on any thread and without delay
	 */
	public void wakeBy(Runnable alarm) {
		this.client.activeCalls().wakeBy(this, alarm);
		if (this.client.gate().isShutDown()) {
			alarm.run();
		}
	}

	/**
	 * There will be no further attempt.
	 */
	public void over() {
		this.over = true;
		decided();
		asked();
	}

	/**
	 * Give back the answer of the last exchange, unless it has a reader: what is left of
	 * it is thrown away within bounds, in the background.
	 */
	public void giveBack() {
		Call exchange = this.exchange;
		this.exchange = null;
		if (exchange != null) {
			exchange.discard();
		}
	}

	/**
	 * Add the attempts that went before to the failure of the last one.
	 * @param <T> the failure's type
	 * @param failure the failure, as the application gets it
	 * @return the failure
	 */
	public <T extends Throwable> T withHistory(T failure) {
		List<PastAttempt> past = this.past;
		if (past != null) {
			past.forEach(failure::addSuppressed);
		}
		return failure;
	}

}
