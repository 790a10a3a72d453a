package dev.lifeguard.lease;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.lifeguard.failure.Diagnosis;
import dev.lifeguard.failure.Episode;
import dev.lifeguard.failure.PoolExhaustedException;
import dev.lifeguard.failure.PoolSnapshot;
import dev.lifeguard.failure.SizeAdvice;
import org.jspecify.annotations.Nullable;

/**
 * Observer of everything at one gate that explains why there is no permit when there is
 * none. It may be used from any thread.
 *
 * @since 0.1.0
 */
public interface Examiner extends LeaseListener {

	/**
	 * Say why a call gets no permit.
	 * @param remote where it was to go, {@code host:port}
	 * @param priority how much it matters
	 * @param pool the pool's numbers
	 * @return the diagnosis
	 */
	Diagnosis refuse(String remote, Priority priority, PoolSnapshot pool);

	/**
	 * A call was refused, and is notified.
	 * @param failure the failure that it receives
	 */
	@Override
	void exhausted(PoolExhaustedException failure);

	/**
	 * A second is over. To be called once a second while the gate is in use.
	 */
	void tick();

	/**
	 * The gate is closed: what is under way is over.
	 */
	void end();

	/**
	 * Return the episode of refusals that is under way.
	 * @return the episode, or {@code null} if no call has been refused for some seconds
	 */
	@Nullable Episode currentEpisode();

	/**
	 * Return the last episode of refusals, which may be under way.
	 * @return the episode, or {@code null} if no call was ever refused
	 */
	@Nullable Episode lastEpisode();

	/**
	 * Return how large the pool should be for the load that it has.
	 * @param limit the bound in force
	 * @return the advice
	 */
	SizeAdvice sizeAdvice(int limit);

	/**
	 * Facts that an examiner needs about its client.
	 *
	 * @param client the client's name
	 * @param connectTimeout the longest TCP connect
	 * @param responseTimeout the longest silence of the peer
	 * @param nanoClock a monotonic clock, in nanoseconds
	 * @param holders returns the calls that hold the permits now
	 * @param next receives the same events as the examiner
	 * @param episodes notified twice for each episode, when it begins and when it ends
	 */
	record Subject(String client, Duration connectTimeout, Duration responseTimeout, LongSupplier nanoClock,
			Supplier<List<Holder>> holders, LeaseListener next, Consumer<Episode> episodes) {
	}

}
