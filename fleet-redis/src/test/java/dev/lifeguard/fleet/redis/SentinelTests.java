package dev.lifeguard.fleet.redis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import dev.lifeguard.fleet.Alone;
import dev.lifeguard.fleet.Fleets;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Replica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisSentinelConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A master that dies under three sentinels: the group goes on with its replica.
 */
@Alone
class SentinelTests {

	private static final String WATCH = """
			sentinel monitor budgets 127.0.0.1 %s 2
			sentinel down-after-milliseconds budgets 500
			sentinel failover-timeout budgets 3000
			""";

	private final List<AutoCloseable> started = new ArrayList<>();

	@AfterEach
	void stop() throws Exception {
		for (AutoCloseable each : this.started) {
			each.close();
		}
	}

	@Test
	void leaseSurvivesAFailover() {
		RedisServer master = started(RedisServer.start());
		started(RedisServer.start("--replicaof", "127.0.0.1 " + master.port()));
		List<RedisServer> sentinels = IntStream.range(0, 3)
			.mapToObj((index) -> started(RedisServer.sentinel(WATCH.formatted(master.port()))))
			.toList();
		awaitQuorum(master, sentinels);
		LettuceConnectionFactory connections = connect(sentinels);
		this.started.add(0, connections::destroy);
		failOver(master, connections);
	}

	private RedisServer started(RedisServer server) {
		this.started.add(server);
		return server;
	}

	private static LettuceConnectionFactory connect(List<RedisServer> sentinels) {
		RedisSentinelConfiguration configuration = new RedisSentinelConfiguration().master("budgets");
		sentinels.forEach((sentinel) -> configuration.sentinel("127.0.0.1", sentinel.port()));
		LettuceConnectionFactory connections = new LettuceConnectionFactory(configuration,
				LettuceClientConfiguration.builder().commandTimeout(Duration.ofSeconds(1)).build());
		connections.afterPropertiesSet();
		return connections;
	}

	private static void awaitQuorum(RedisServer master, List<RedisServer> sentinels) {
		await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
			assertThat(master.cli("info", "replication")).contains("state=online");
			assertThat(sentinels).allSatisfy((sentinel) -> {
				assertThat(sentinel.cli("sentinel", "ckquorum", "budgets")).contains("3 usable Sentinels");
				assertThat(sentinel.cli("sentinel", "replicas", "budgets")).contains("127.0.0.1");
			});
		});
	}

	private static void failOver(RedisServer master, LettuceConnectionFactory connections) {
		RedisBudgetStore store = new RedisBudgetStore(() -> connections);
		Replica member = new Replica(Fleets.of(100, 10), System::nanoTime, () -> 0.5);
		member.begin("orders@1");
		assertThat(store.renew(member.renew(15, 20))).isNotNull();
		master.kill();
		Grant[] answer = new Grant[1];
		await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(200)).ignoreExceptions().until(() -> {
			answer[0] = store.renew(member.renew(15, 20));
			return answer[0] != null;
		});
		assertThat(answer[0].learning()).as("it is still learning, as it was, and has not begun again").isTrue();
		assertThat(answer[0].granted()).isEqualTo(14);
	}

}
