package dev.lifeguard.fleet.redis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.fleet.BudgetStoreException;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Renewal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.RedisCallback;
import org.springframework.data.redis.core.StringRedisTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RedisBudgetStore} with a real Redis.
 */
class RedisBudgetStoreTests {

	private static final Duration LEASE = Duration.ofSeconds(30);

	private static final Duration QUARANTINE = Duration.ofSeconds(25);

	private static RedisServer server;

	private static LettuceConnectionFactory connections;

	private static StringRedisTemplate redis;

	private final RedisBudgetStore store = new RedisBudgetStore(() -> connections);

	@BeforeAll
	static void start() {
		server = RedisServer.start("--requirepass", "t0p-secret");
		connections = connect("t0p-secret");
		redis = new StringRedisTemplate(connections);
	}

	private static LettuceConnectionFactory connect(String password) {
		return connect("default", password);
	}

	private static LettuceConnectionFactory connect(String user, String password) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", server.port());
		configuration.setUsername(user);
		configuration.setPassword(password);
		LettuceConnectionFactory connections = new LettuceConnectionFactory(configuration);
		connections.afterPropertiesSet();
		return connections;
	}

	@AfterAll
	static void stop() {
		if (connections != null) {
			connections.destroy();
			server.close();
		}
	}

	@BeforeEach
	void empty() {
		redis.execute((RedisCallback<Object>) (connection) -> {
			connection.serverCommands().flushAll();
			return null;
		});
	}

	@Test
	void firstMemberFindsAStoreThatLearns() {
		assertThat(this.store.renew(renewal("orders", "a", 1, 0, 0))).isEqualTo(new Grant(0, true, 90, 1, 0, 20, 0));
	}

	@Test
	void memberThatHasLostNothingKeepsIt() {
		assertThat(this.store.renew(renewal("orders", "a", 1, 15, 0))).isEqualTo(new Grant(15, true, 90, 1, 15, 20, 0));
		assertThat(this.store.renew(renewal("orders", "b", 1, 0, 0))).isEqualTo(new Grant(0, true, 90, 2, 15, 40, 0));
	}

	@Test
	void oldMessageIsNotAnswered() {
		this.store.renew(renewal("orders", "a", 2, 15, 0));
		Map<String, String> before = kept("orders");
		assertThat(this.store.renew(renewal("orders", "a", 2, 0, 0))).isNull();
		assertThat(this.store.renew(renewal("orders", "a", 1, 0, 0))).isNull();
		assertThat(kept("orders")).isEqualTo(before);
	}

	@Test
	void memberLeaves() {
		this.store.renew(renewal("orders", "a", 1, 15, 0));
		this.store.leave(renewal("orders", "a", 2, 4, 0));
		assertThat(this.store.renew(renewal("orders", "b", 1, 0, 0))).isEqualTo(new Grant(0, true, 90, 1, 0, 20, 4));
	}

	@Test
	void wallClockIsThatOfRedis() {
		this.store.renew(renewal("orders", "a", 1, 0, 0));
		Long time = redis
			.execute((RedisCallback<Long>) (connection) -> connection.serverCommands().time(TimeUnit.MILLISECONDS));
		assertThat(Long.parseLong(kept("orders").get("wall"))).isBetween(time - 5000, time);
	}

	@Test
	void groupExpiresByItself() {
		this.store.renew(renewal("orders", "a", 1, 0, 0));
		assertThat(redis.getExpire(RedisBudgetStore.key("orders"))).isBetween(604_700L, 604_800L);
		assertThat(redis.keys("*")).containsExactly(RedisBudgetStore.key("orders"));
	}

	@Test
	void scriptThatRedisHasForgottenIsSentAgain() {
		this.store.renew(renewal("orders", "a", 1, 0, 0));
		redis.execute((RedisCallback<Object>) (connection) -> {
			connection.scriptingCommands().scriptFlush();
			return null;
		});
		assertThat(this.store.renew(renewal("orders", "a", 2, 0, 0))).isNotNull();
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "orders.example.org:443", "[::1]:8080", "{a}b}", "our backend", "b\u00fccher", "%n%s", "*" })
	void groupsHaveAnyName(String group) {
		this.store.renew(renewal(group, "a", 1, 3, 0));
		this.store.renew(renewal("other", "a", 1, 5, 0));
		assertThat(this.store.renew(renewal(group, "b", 1, 0, 0))).isEqualTo(new Grant(0, true, 90, 2, 3, 40, 0));
	}

	@Test
	void whatDoesNotBelongThereIsLeftAlone() {
		redis.opsForHash().put(RedisBudgetStore.key("orders"), "m:odd", "not a member");
		redis.opsForHash().put(RedisBudgetStore.key("orders"), "odd", "1");
		assertThat(this.store.renew(renewal("orders", "a", 1, 3, 0))).isEqualTo(new Grant(3, true, 90, 1, 3, 20, 0));
	}

	@Test
	void needsFewRights() {
		redis.execute((RedisCallback<Object>) (connection) -> connection.execute("ACL", bytes("SETUSER"),
				bytes("fleet"), bytes("on"), bytes(">fleets-own"), bytes("~lifeguard:fleet:*"), bytes("-@all"),
				bytes("+hello"), bytes("+eval"), bytes("+evalsha"), bytes("+time"), bytes("+hmget"), bytes("+hgetall"),
				bytes("+hset"), bytes("+hdel"), bytes("+pexpire")));
		LettuceConnectionFactory limited = connect("fleet", "fleets-own");
		RedisBudgetStore own = new RedisBudgetStore(() -> limited);
		assertThat(own.renew(renewal("orders", "a", 1, 0, 0))).isNotNull();
		own.leave(renewal("orders", "a", 2, 0, 0));
		limited.destroy();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Test
	void wrongPasswordIsSaidWithoutIt() {
		LettuceConnectionFactory wrong = connect("wr0ng-secret");
		assertThatExceptionOfType(BudgetStoreException.class)
			.isThrownBy(() -> new RedisBudgetStore(() -> wrong).renew(renewal("orders", "a", 1, 0, 0)))
			.withMessage("Redis refuses the credentials or what they may do (WRONGPASS)");
		wrong.destroy();
	}

	@Test
	void missingServerIsSaid() {
		LettuceConnectionFactory nobody = new LettuceConnectionFactory(
				new RedisStandaloneConfiguration("127.0.0.1", RedisServer.freePort()));
		nobody.afterPropertiesSet();
		assertThatExceptionOfType(BudgetStoreException.class)
			.isThrownBy(() -> new RedisBudgetStore(() -> nobody).renew(renewal("orders", "a", 1, 0, 0)))
			.withMessageMatching("Redis cannot be used \\(\\w*ConnectException\\)");
		nobody.destroy();
	}

	@Test
	void keyOfAnotherTypeIsSaid() {
		redis.opsForValue().set(RedisBudgetStore.key("orders"), "text");
		assertThatExceptionOfType(BudgetStoreException.class)
			.isThrownBy(() -> this.store.renew(renewal("orders", "a", 1, 0, 0)))
			.withMessageStartingWith("Redis cannot be used (");
	}

	private static Map<String, String> kept(String group) {
		Map<String, String> kept = new TreeMap<>();
		redis.<String, String>opsForHash().entries(RedisBudgetStore.key(group)).forEach(kept::put);
		return kept;
	}

	private static Renewal renewal(String group, String member, long sequence, int has, int pending) {
		return new Renewal(group, member, sequence, has, pending, 20, 90, LEASE, QUARANTINE);
	}

}
