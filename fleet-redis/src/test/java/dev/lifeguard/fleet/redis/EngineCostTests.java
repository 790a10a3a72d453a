package dev.lifeguard.fleet.redis;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lifeguard.fleet.Alone;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Renewal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a heartbeat costs Redis, by its own account. The numbers are printed.
 */
@Alone
class EngineCostTests {

	private static final int BEATS = 3000;

	private static final double HEARTBEAT = 5;

	private static RedisServer server;

	private static LettuceConnectionFactory connections;

	@BeforeAll
	static void start() {
		server = RedisServer.start();
		connections = server.connect();
	}

	@AfterAll
	static void stop() {
		if (connections != null) {
			connections.destroy();
			server.close();
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 10, 100, 300, 1000 })
	void heartbeatCostsRedisLittle(int members) {
		RedisBudgetStore store = new RedisBudgetStore(() -> connections);
		beat(store, members, 1);
		server.cli("config", "resetstat");
		for (int round = 2; round < 2 + BEATS / members; round++) {
			beat(store, members, round);
		}
		double micros = microsPerCall(server.cli("info", "commandstats"));
		System.out.printf("%s members: a heartbeat costs Redis %.0f us, all of them %.2f %% of a core%n", members,
				micros, micros * members / HEARTBEAT / 10_000);
		assertThat(micros).isLessThan(10.0 * Math.max(100, members));
	}

	private static void beat(RedisBudgetStore store, int members, long sequence) {
		for (int member = 0; member < members; member++) {
			assertThat(store.renew(new Renewal("fleet-" + members, "orders@" + member, sequence, 3, 5, 1 + member % 17,
					5 * members, Duration.ofSeconds(30), Duration.ofSeconds(25))))
				.isNotNull();
		}
	}

	private static double microsPerCall(String stats) {
		Matcher call = Pattern.compile("cmdstat_evalsha:calls=\\d+,usec=\\d+,usec_per_call=([\\d.]+)").matcher(stats);
		assertThat(call.find()).as(stats).isTrue();
		return Double.parseDouble(call.group(1));
	}

}
