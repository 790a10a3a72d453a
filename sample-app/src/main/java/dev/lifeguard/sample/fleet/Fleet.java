package dev.lifeguard.sample.fleet;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.lifeguard.sample.backend.CappedBackend;
import org.jspecify.annotations.Nullable;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Three instances of an application, the backend that allows them 30 connections
 * together, and the Redis through which they share those. One of them has most of the
 * load.
 *
 * @since 0.1.0
 */
@Component
@ConditionalOnFleet
public class Fleet implements SmartLifecycle, AutoCloseable {

	/** How many instances there are. */
	public static final int INSTANCES = 3;

	static final int CAP = 30;

	private static final int BUSY = 50;

	private static final int QUIET = 2;

	private final Environment environment;

	private volatile int busy = 1;

	private volatile boolean working;

	private volatile @Nullable Parts parts;

	Fleet(Environment environment) {
		this.environment = environment;
	}

	/**
	 * Let calls be made from now on.
	 */
	public void work() {
		this.working = true;
		share();
	}

	/**
	 * Make no further call.
	 */
	public void rest() {
		this.working = false;
		share();
	}

	/**
	 * Give most of the load to one instance.
	 * @param instance its number, from 1
	 */
	public void busy(int instance) {
		this.busy = instance;
		share();
	}

	private synchronized void share() {
		Parts parts = this.parts;
		for (int i = 0; parts != null && i < INSTANCES; i++) {
			int callers = (i + 1 == this.busy) ? BUSY : QUIET;
			parts.instances().get(i).callers(this.working ? callers : 0);
		}
	}

	/**
	 * Start or stop an instance. It is done when this returns.
	 * @param instance its number, from 1
	 * @param on whether it is to run
	 */
	public void run(int instance, boolean on) {
		Parts parts = this.parts;
		if (parts != null && on) {
			parts.instances().get(instance - 1).start();
		}
		else if (parts != null) {
			parts.instances().get(instance - 1).stop();
		}
	}

	/**
	 * Let all be as at the start.
	 */
	public void reset() {
		IntStream.rangeClosed(1, INSTANCES).forEach((instance) -> run(instance, true));
		busy(1);
	}

	/**
	 * Return the numbers now.
	 * @return the numbers, or {@code null} if it does not run
	 */
	public @Nullable FleetState state() {
		Parts parts = this.parts;
		return (parts != null) ? new FleetState(this.busy, parts.backend().connections(),
				parts.instances().stream().map(Instance::state).toList()) : null;
	}

	@Override
	public void start() {
		Parts parts = Parts.of(FleetRedis.open(this.environment));
		this.parts = parts;
		parts.instances().forEach(Instance::start);
		share();
	}

	@Override
	public void stop() {
		Parts parts = this.parts;
		this.parts = null;
		if (parts != null) {
			parts.close();
		}
	}

	/**
	 * Leave nothing behind of a start that has failed.
	 */
	@Override
	public void close() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.parts != null;
	}

	/**
	 * A context of a test that rests keeps its ports: another one may have taken them
	 * when it continues.
	 */
	@Override
	public boolean isPauseable() {
		return false;
	}

	@Override
	public int getPhase() {
		return 0;
	}

	/**
	 * What there is from a start to a stop.
	 *
	 * @param redis where the instances meet
	 * @param backend what they call
	 * @param instances the instances
	 */
	private record Parts(FleetRedis redis, CappedBackend backend, List<Instance> instances) implements AutoCloseable {

		static Parts of(FleetRedis redis) {
			CappedBackend backend = new CappedBackend(CAP);
			String[] arguments = Stream
				.concat(Stream.of("--spring.config.name=fleet-instance", "--sample.fleet.backend=" + backend.start(),
						"--sample.fleet.cap=" + CAP), Stream.of(redis.arguments()))
				.toArray(String[]::new);
			List<Instance> instances = Stream.generate(() -> new Instance(arguments)).limit(INSTANCES).toList();
			return new Parts(redis, backend, instances);
		}

		@Override
		public void close() {
			this.instances.forEach(Instance::stop);
			this.backend.close();
			this.redis.close();
		}

	}

}
