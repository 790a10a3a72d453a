package dev.lifeguard.fleet.redis;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.lifeguard.fleet.Alone;
import dev.lifeguard.fleet.Fleets;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.fleet.Replica;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.data.redis.connection.RedisClusterConfiguration;
import org.springframework.data.redis.connection.RedisNode;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Groups in a cluster of three masters: each is in the slot of its name.
 */
@Alone
class ClusterTests {

	private static final int GROUPS = 30;

	private final List<RedisServer> servers = IntStream.range(0, 3).mapToObj((index) -> start()).toList();

	@AfterEach
	void stop() {
		this.servers.forEach(RedisServer::close);
	}

	@Test
	void groupsAreSpreadOverTheCluster() {
		RedisServer.cluster(this.servers);
		RedisClusterConfiguration configuration = new RedisClusterConfiguration();
		this.servers.forEach((server) -> configuration.addClusterNode(new RedisNode("127.0.0.1", server.port())));
		LettuceConnectionFactory connections = new LettuceConnectionFactory(configuration);
		connections.afterPropertiesSet();
		try {
			use(new RedisBudgetStore(() -> connections));
		}
		finally {
			connections.destroy();
		}
		assertThat(this.servers).allSatisfy((server) -> assertThat(server.cli("dbsize")).isNotEqualTo("0\n"));
	}

	/**
	 * Its nodes talk to each other on a second port.
	 */
	private static RedisServer start() {
		return RedisServer.start("--cluster-enabled", "yes", "--cluster-node-timeout", "2000", "--cluster-port",
				String.valueOf(RedisServer.freePort()));
	}

	private static void use(RedisBudgetStore store) {
		for (int group = 0; group < GROUPS; group++) {
			Replica member = new Replica(Fleets.of(100, 10), System::nanoTime, () -> 0.5);
			member.begin("orders@" + group);
			Renewal renewal = member.renew(8, 20);
			Renewal ofGroup = new Renewal("backend-" + group + ":443", renewal.member(), 1, renewal.has(), 0, 19, 90,
					renewal.leaseTime(), renewal.quarantine());
			await().atMost(Duration.ofSeconds(10))
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(store.renew(ofGroup)).isEqualTo(new Grant(7, true, 90, 1, 7, 19, 0)));
		}
	}

}
