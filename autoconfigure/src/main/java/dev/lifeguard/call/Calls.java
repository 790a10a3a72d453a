package dev.lifeguard.call;

import java.net.URI;
import java.util.function.LongSupplier;

import dev.lifeguard.call.tell.Lanes;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolExhaustedException.Reason;
import dev.lifeguard.leak.Leak;
import dev.lifeguard.leak.LeakWatch;
import dev.lifeguard.lease.Lease;
import dev.lifeguard.lease.LeaseGate;
import dev.lifeguard.pool.PooledSocket;
import dev.lifeguard.retry.Retries;
import dev.lifeguard.retry.RetryListener;
import dev.lifeguard.time.Deadline;
import dev.lifeguard.time.TimeoutSettings;
import dev.lifeguard.time.WaitTimer;
import dev.lifeguard.transport.Target;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a client gives its calls, and hears from them. There is one of it per
 * client, so that it is the client's identity to a call as well.
 * <p>
 * <b>Threads</b>: all of it may be used from any thread.
 *
 * @since 0.1.0
 */
public interface Calls {

	/**
	 * Return the client's name.
	 * @return the client's name
	 */
	String name();

	/**
	 * Return the client's time limits.
	 * @return the client's time limits
	 */
	TimeoutSettings timeouts();

	/**
	 * Return a monotonic clock, in nanoseconds.
	 * @return a monotonic clock, in nanoseconds
	 */
	LongSupplier nanoClock();

	/**
	 * Return what ends that which lasts too long. It only says when.
	 * @return what ends that which lasts too long
	 */
	WaitTimer timer();

	/**
	 * Return the client's own threads.
	 * @return the client's own threads
	 */
	Lanes lanes();

	/**
	 * Return what gives permits.
	 * @return what gives permits
	 */
	LeaseGate gate();

	/**
	 * Return the calls that have begun and not ended.
	 * @return the calls that have begun and not ended
	 */
	ActiveCalls activeCalls();

	/**
	 * Return what finds responses that were dropped unread.
	 * @return what finds responses that were dropped unread
	 */
	CollectedResponses collected();

	/**
	 * Return how leaks are found.
	 * @return how leaks are found
	 */
	LeakWatch leakWatch();

	/**
	 * Return what decides about further attempts.
	 * @return what decides about further attempts
	 */
	Retries retries();

	/**
	 * Return the listener that is notified of decisions about them.
	 * @return the listener that is notified of decisions about them
	 */
	RetryListener retryListener();

	/**
	 * Return where a URI leads.
	 * @param uri where a call goes
	 * @return the same object for the same host and port, in most cases
	 */
	Target target(URI uri);

	/**
	 * A call has got its permit: end it when its time is over.
	 * @param deadline the call's deadline
	 */
	void watch(Deadline deadline);

	/**
	 * A call probably has to wait: what explains it is looked for while it does.
	 */
	void callerWaits();

	/**
	 * Return whether an event loop does not answer.
	 * @param loop the loop, or {@code null} for a call that has none yet
	 * @return whether an event loop does not answer
	 */
	boolean isBlocked(@Nullable EventExecutor loop);

	/**
	 * A call got no permit.
	 * @param lease what was asked for
	 * @param reason why it was refused
	 * @return the failure that the caller receives
	 */
	PoolExhaustedException exhausted(Lease lease, Reason reason);

	/**
	 * A response is leaked.
	 * @param leak which one, and how that is known
	 * @param reported run when that is in the log, and in any case in a moment, so
	 * perhaps twice
	 */
	void leaked(Leak leak, Runnable reported);

	/**
	 * A response that was reported as leaked has been read after all.
	 * @param request what it answers
	 * @param lease its lease
	 */
	void closedAfterAll(String request, Lease lease);

	/**
	 * A kept connection was dead when it was used.
	 * @param socket the connection
	 */
	void stale(PooledSocket socket);

	/**
	 * Nothing arrived on a kept connection in time.
	 * @param socket the connection
	 * @param since when it was used
	 */
	void silent(PooledSocket socket, long since);

}
