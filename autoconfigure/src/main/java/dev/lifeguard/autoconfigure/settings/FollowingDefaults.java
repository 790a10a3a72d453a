package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.function.Function;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.settings.Leaves.ByDefault;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.LimitSettings;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.retry.RetrySettings.BackoffSettings;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import dev.lifeguard.time.TimeoutSettings;
import org.jspecify.annotations.Nullable;

/**
 * Defaults that follow the values that were written: a built-in value never contradicts
 * what somebody wrote. Each method is a row of the table in the documentation, and looks
 * at written values only.
 */
final class FollowingDefaults {

	private static final Duration SHORTEST = Duration.ofMillis(1);

	private static final int ATTEMPTS = 3;

	private static final BackoffSettings BACKOFF = RetrySettings.DEFAULTS.backoff();

	private final Leaves leaves;

	FollowingDefaults(Leaves leaves) {
		this.leaves = leaves;
	}

	ByDefault<Duration> response() {
		Duration call = written((client) -> client.getTimeout().getCall());
		Duration builtIn = TimeoutSettings.DEFAULTS.response();
		return (call != null && isPositive(call)) ? shorter(builtIn, call, "timeout.call") : ByDefault.builtIn(builtIn);
	}

	ByDefault<Duration> call() {
		Duration response = written((client) -> client.getTimeout().getResponse());
		return (response != null) ? new ByDefault<>(times(ATTEMPTS, response), "timeout.response")
				: ByDefault.builtIn(TimeoutSettings.DEFAULTS.call());
	}

	ByDefault<Duration> evictInterval() {
		Duration maxIdle = written((client) -> client.getPool().getMaxIdleTime());
		Duration builtIn = PoolSettings.DEFAULT_EVICT_INTERVAL;
		return (maxIdle != null) ? shorter(builtIn, longest(SHORTEST, maxIdle.dividedBy(2)), "pool.max-idle-time")
				: ByDefault.builtIn(builtIn);
	}

	ByDefault<Duration> maxIdleTime() {
		Duration evict = written((client) -> client.getPool().getEvictInterval());
		return longer(PoolSettings.DEFAULT_MAX_IDLE_TIME, (evict != null) ? times(2, evict) : Duration.ZERO,
				"pool.evict-interval");
	}

	ByDefault<Duration> backoffBase() {
		Duration cap = written((client) -> client.getRetry().getBackoff().getCap());
		return (cap != null) ? shorter(BACKOFF.base(), cap, "retry.backoff.cap") : ByDefault.builtIn(BACKOFF.base());
	}

	ByDefault<Duration> backoffCap() {
		Duration base = written((client) -> client.getRetry().getBackoff().getBase());
		return longer(BACKOFF.cap(), (base != null) ? base : Duration.ZERO, "retry.backoff.base");
	}

	/**
	 * Whoever writes how large the bucket is wants no retries beyond it.
	 */
	ByDefault<BudgetMode> budgetMode() {
		if (written((client) -> client.getRetry().getBudget().getCap()) != null) {
			return new ByDefault<>(BudgetMode.FIXED, "retry.budget.cap");
		}
		if (written((client) -> client.getRetry().getBudget().getMinPerSecond()) != null) {
			return new ByDefault<>(BudgetMode.FIXED, "retry.budget.min-per-second");
		}
		return ByDefault.builtIn(RetrySettings.DEFAULTS.budget().mode());
	}

	/**
	 * The bound has room for whatever was written that is within it; the key that needs
	 * most room is followed.
	 */
	ByDefault<Integer> maxConnections() {
		ByDefault<Integer> most = ByDefault.builtIn(PoolSettings.DEFAULT_MAX_CONNECTIONS);
		most = larger(most, "pool.max-connections-per-host", (client) -> client.getPool().getMaxConnectionsPerHost());
		most = larger(most, "pool.warm-up", (client) -> client.getPool().getWarmUp());
		if (written((client) -> client.getLimit().getMode()) == Mode.ADAPTIVE) {
			most = larger(most, "limit.min", (client) -> client.getLimit().getMin());
			most = larger(most, "limit.initial", (client) -> client.getLimit().getInitial());
		}
		return most;
	}

	private ByDefault<Integer> larger(ByDefault<Integer> one, String key,
			Function<ClientProperties, @Nullable Integer> getter) {
		Integer other = written(getter);
		return (other != null && other > one.value()) ? new ByDefault<>(other, key) : one;
	}

	ByDefault<Integer> limitInitial(int maxConnections) {
		Integer min = written((client) -> client.getLimit().getMin());
		int builtIn = LimitSettings.DEFAULTS.initial();
		if (min != null && min > builtIn) {
			return new ByDefault<>(min, "limit.min");
		}
		return (maxConnections < builtIn) ? new ByDefault<>(Math.max(1, maxConnections), "pool.max-connections")
				: ByDefault.builtIn(builtIn);
	}

	ByDefault<Duration> leaseTime() {
		Duration heartbeat = written((client) -> client.getFleet().getHeartbeat());
		return longer(FleetSettings.DEFAULTS.leaseTime(),
				(heartbeat != null) ? times(FleetRules.HEARTBEATS, heartbeat) : Duration.ZERO, "fleet.heartbeat");
	}

	ByDefault<Duration> heartbeat() {
		Duration lease = written((client) -> client.getFleet().getLeaseTime());
		Duration builtIn = FleetSettings.DEFAULTS.heartbeat();
		return (lease != null)
				? shorter(builtIn, longest(SHORTEST, lease.dividedBy(FleetRules.HEARTBEATS)), "fleet.lease-time")
				: ByDefault.builtIn(builtIn);
	}

	/**
	 * Return a default that is always the value of another key.
	 * @param key the other key, which was looked up before
	 * @param value its value
	 */
	<T> ByDefault<T> sameAs(String key, T value) {
		return new ByDefault<>(value, (this.leaves.origin(key) == Origin.BUILT_IN) ? null : key);
	}

	private <T> @Nullable T written(Function<ClientProperties, @Nullable T> getter) {
		return this.leaves.written(getter);
	}

	private static ByDefault<Duration> shorter(Duration builtIn, Duration followed, String key) {
		return (followed.compareTo(builtIn) < 0) ? new ByDefault<>(followed, key) : ByDefault.builtIn(builtIn);
	}

	private static ByDefault<Duration> longer(Duration builtIn, Duration followed, String key) {
		return (followed.compareTo(builtIn) > 0) ? new ByDefault<>(followed, key) : ByDefault.builtIn(builtIn);
	}

	private static Duration longest(Duration one, Duration other) {
		return (one.compareTo(other) > 0) ? one : other;
	}

	private static boolean isPositive(Duration time) {
		return !time.isNegative() && !time.isZero();
	}

	/**
	 * A value that is too long remains unchanged: it will be refused.
	 */
	private static Duration times(int factor, Duration time) {
		return (time.compareTo(Rules.LONGEST.dividedBy(factor)) > 0) ? longest(Rules.LONGEST, time)
				: time.multipliedBy(factor);
	}

}
