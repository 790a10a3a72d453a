package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.lifeguard.failure.FleetSnapshot;
import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.Control;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;
import dev.lifeguard.registry.ClientRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * No call ever asks the store, or waits for it.
 */
class PathOfCallsTests {

	@Test
	void storeIsAskedByHeartbeatsOnly() {
		try (FleetApp app = FleetApp.start(1, new Class<?>[] { OwnStore.class })) {
			Store store = app.bean(Store.class);
			app.load(20);
			await().atMost(Duration.ofSeconds(20)).until(() -> granted(app) >= 500);
			app.rest();
			assertThat(store.threads).containsExactly("lifeguard-fleet");
			assertThat(store.asked.get()).isLessThan(100);
		}
	}

	@Test
	void redisHearsOfHeartbeatsOnly() {
		try (RedisServer redis = RedisServer.start(); FleetApp app = FleetApp.start(redis.port())) {
			app.load(20);
			await().atMost(Duration.ofSeconds(40)).until(() -> app.fleet().lease() > 10);
			redis.cli("config", "resetstat");
			long before = granted(app);
			await().atMost(Duration.ofSeconds(20)).until(() -> granted(app) >= before + 500);
			app.rest();
			Map<String, Integer> commands = commands(redis);
			assertThat(commands.keySet()).isSubsetOf("evalsha", "time", "hmget", "hgetall", "hset", "hdel", "pexpire",
					"config|resetstat", "info");
			assertThat(commands.get("evalsha")).as("messages while there were 500 calls").isBetween(1, 100);
		}
	}

	@Test
	@Control
	void shareThatIsAskedForIsHeardOfWithEachCall() {
		try (RedisServer redis = RedisServer.start();
				FleetApp app = FleetApp.start(redis.port(), new Class<?>[] { AskingShares.class })) {
			app.load(20);
			await().atMost(Duration.ofSeconds(40)).until(() -> granted(app) >= 500);
			app.rest();
			assertThat(commands(redis).get("incr")).isGreaterThanOrEqualTo(500);
		}
	}

	private static Map<String, Integer> commands(RedisServer redis) {
		return Pattern.compile("cmdstat_([^:]+):calls=(\\d+)")
			.matcher(redis.cli("info", "commandstats"))
			.results()
			.collect(Collectors.toMap((stat) -> stat.group(1), (stat) -> Integer.parseInt(stat.group(2))));
	}

	@Test
	void callsGoOnWhileTheStoreHangs() {
		try (FleetApp app = FleetApp.start(1, new Class<?>[] { OwnStore.class })) {
			Store store = app.bean(Store.class);
			store.gate = new CountDownLatch(1);
			for (int call = 0; call < 10; call++) {
				app.call();
			}
			app.load(8);
			long before = granted(app);
			await().atMost(Duration.ofSeconds(20)).until(() -> granted(app) >= before + 50);
			assertThat(store.waiting.get()).isLessThanOrEqualTo(1);
			store.gate.countDown();
		}
	}

	private static long granted(FleetApp app) {
		return app.bean(ClientRegistry.class).client("orders").counters().getOrDefault("granted", 0L);
	}

	/**
	 * The application's own store.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		Store store() {
			return new Store();
		}

	}

	/**
	 * Share that Redis is asked for.
	 */
	@Configuration(proxyBeanMethods = false)
	static class AskingShares {

		@Bean
		Shares asking(StringRedisTemplate redis) {
			return (client, settings) -> new Share() {

				@Override
				public int getAsInt() {
					redis.opsForValue().increment("asked");
					return 20;
				}

				@Override
				public @Nullable FleetSnapshot view() {
					return null;
				}

			};
		}

	}

	/**
	 * Store that remembers who has asked it.
	 */
	static final class Store implements BudgetStore {

		private final Set<String> threads = ConcurrentHashMap.newKeySet();

		private final AtomicInteger asked = new AtomicInteger();

		private final AtomicInteger waiting = new AtomicInteger();

		private volatile CountDownLatch gate = new CountDownLatch(0);

		@Override
		public Grant renew(Renewal renewal) {
			this.threads.add(Thread.currentThread().getName());
			this.asked.incrementAndGet();
			this.waiting.incrementAndGet();
			try {
				this.gate.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			this.waiting.decrementAndGet();
			return new Grant(20, false, 30, 1, 20, renewal.wanted(), 0);
		}

		@Override
		public void leave(Renewal renewal) {
			this.threads.add(Thread.currentThread().getName());
		}

	}

}
