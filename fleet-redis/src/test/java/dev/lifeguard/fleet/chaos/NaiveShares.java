package dev.lifeguard.fleet.chaos;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;
import org.jspecify.annotations.Nullable;

import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Leases as they are written in an afternoon: a key with a time to live for each process,
 * and what is left of the budget for whoever looks. What was found is used until the next
 * look that succeeds.
 */
final class NaiveShares implements Shares, AutoCloseable {

	private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

	private final StringRedisTemplate redis;

	NaiveShares(StringRedisTemplate redis) {
		this.redis = redis;
	}

	@Override
	public Share join(String client, FleetSettings settings) {
		Lease lease = new Lease(settings);
		this.thread.scheduleWithFixedDelay(() -> renew(lease), 0, settings.heartbeat().toMillis(),
				TimeUnit.MILLISECONDS);
		return lease;
	}

	private void renew(Lease lease) {
		try {
			lease.renew();
		}
		catch (RuntimeException ex) {
			// better luck next time
		}
	}

	@Override
	public void close() {
		this.thread.shutdownNow();
	}

	/**
	 * Lease of this process.
	 */
	private final class Lease implements Share {

		private final String key = "naive:" + UUID.randomUUID();

		private final FleetSettings settings;

		private volatile int share = 1;

		Lease(FleetSettings settings) {
			this.settings = settings;
		}

		void renew() {
			Set<String> keys = NaiveShares.this.redis.keys("naive:*");
			int others = keys.stream().filter((key) -> !key.equals(this.key)).mapToInt(this::shareOf).sum();
			Integer budget = this.settings.maxConnections();
			int left = ((budget != null) ? budget : 0) - others;
			int fair = ((budget != null) ? budget : 0) / Math.max(1, keys.size());
			this.share = Math.max(1, Math.min(left, 2 * fair));
			Duration time = this.settings.leaseTime();
			NaiveShares.this.redis.opsForValue().set(this.key, Integer.toString(this.share), time);
		}

		private int shareOf(String key) {
			String value = NaiveShares.this.redis.opsForValue().get(key);
			return (value != null) ? Integer.parseInt(value) : 0;
		}

		@Override
		public int getAsInt() {
			return this.share;
		}

		@Override
		public @Nullable FleetSnapshot view() {
			return null;
		}

	}

}
