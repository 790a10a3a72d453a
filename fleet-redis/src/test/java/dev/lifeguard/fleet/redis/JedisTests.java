package dev.lifeguard.fleet.redis;

import java.time.Duration;

import dev.lifeguard.fleet.BudgetStoreException;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Renewal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RedisBudgetStore} with Jedis instead of Lettuce.
 */
class JedisTests {

	private static final String PASSWORD = "t0p-secret";

	private static RedisServer server;

	@BeforeAll
	static void start() {
		server = RedisServer.start("--requirepass", PASSWORD);
	}

	@AfterAll
	static void stop() {
		if (server != null) {
			server.close();
		}
	}

	private static JedisConnectionFactory connect(int port, String password) {
		RedisStandaloneConfiguration configuration = new RedisStandaloneConfiguration("127.0.0.1", port);
		configuration.setPassword(password);
		JedisConnectionFactory connections = new JedisConnectionFactory(configuration);
		connections.afterPropertiesSet();
		connections.start();
		return connections;
	}

	@Test
	void leaseIsRenewedAndGivenBack() {
		JedisConnectionFactory connections = connect(server.port(), PASSWORD);
		RedisBudgetStore store = new RedisBudgetStore(() -> connections);
		assertThat(store.renew(renewal("a", 1, 15))).isEqualTo(new Grant(15, true, 90, 1, 15, 20, 0));
		assertThat(store.renew(renewal("a", 1, 15))).isNull();
		store.leave(renewal("a", 2, 4));
		assertThat(store.renew(renewal("b", 1, 0))).isEqualTo(new Grant(0, true, 90, 1, 0, 20, 4));
		connections.destroy();
	}

	@Test
	void wrongPasswordIsSaidWithoutIt() {
		assertThat(failure(connect(server.port(), "wr0ng-secret"))).isIn(
				"Redis refuses the credentials or what they may do (WRONGPASS)",
				"Redis refuses the credentials or what they may do (NOAUTH)");
	}

	@Test
	void missingServerIsSaid() {
		assertThat(failure(connect(RedisServer.freePort(), PASSWORD)))
			.matches("Redis cannot be used \\(\\w*Connect\\w*Exception\\)");
	}

	private static String failure(JedisConnectionFactory connections) {
		BudgetStoreException[] failure = new BudgetStoreException[1];
		assertThatExceptionOfType(BudgetStoreException.class)
			.isThrownBy(() -> new RedisBudgetStore(() -> connections).renew(renewal("a", 1, 0)))
			.satisfies((thrown) -> failure[0] = thrown);
		connections.destroy();
		return String.valueOf(failure[0].getMessage());
	}

	private static Renewal renewal(String member, long sequence, int has) {
		return new Renewal("orders", member, sequence, has, 0, 20, 90, Duration.ofSeconds(30), Duration.ofSeconds(25));
	}

}
