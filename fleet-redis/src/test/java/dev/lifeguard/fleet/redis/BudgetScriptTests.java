package dev.lifeguard.fleet.redis;

import java.time.Duration;
import java.util.Random;

import dev.lifeguard.fleet.ManualClock;
import dev.lifeguard.fleet.ModelStore;
import dev.lifeguard.fleet.RandomMessages;
import dev.lifeguard.fleet.RedisServer;
import dev.lifeguard.fleet.Renewal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the script in a real Redis, with a clock of the test's own.
 */
class BudgetScriptTests {

	private static RedisServer server;

	private static LettuceConnectionFactory connections;

	private final ManualClock clock = new ManualClock();

	private ScriptStore script;

	private long wallOffset;

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

	@BeforeEach
	void empty() {
		this.script = new ScriptStore(connections, () -> this.clock.millis() + this.wallOffset);
		this.script.clear();
	}

	@ParameterizedTest
	@ValueSource(longs = { 11, 12 })
	void neverGivesMoreThanTheBudget(long seed) {
		RandomMessages messages = new RandomMessages(this.script, this.clock, this.script::dump, seed);
		messages.run(6_000);
		assertThat(messages.mostGiven()).isEqualTo(RandomMessages.POOL);
		assertThat(messages.mostUsable()).isLessThanOrEqualTo(RandomMessages.POOL);
	}

	@ParameterizedTest
	@ValueSource(longs = { 21, 22, 23, 24 })
	void modelDoesTheSame(long seed) {
		Random random = new Random(seed);
		ModelStore model = new ModelStore(() -> this.clock.millis() + this.wallOffset);
		for (int step = 0; step < 2_000; step++) {
			pass(random);
			Renewal renewal = renewal(random);
			if (random.nextInt(20) == 0) {
				this.script.leave(renewal);
				model.leave(renewal);
			}
			else {
				assertThat(this.script.renew(renewal)).as("step %s: %s", step, renewal).isEqualTo(model.renew(renewal));
			}
			assertThat(this.script.dump()).as("step %s: %s", step, renewal).isEqualTo(model.dump());
		}
	}

	private void pass(Random random) {
		this.clock
			.advance(Duration.ofMillis((random.nextInt(50) == 0) ? random.nextInt(60_000) : random.nextInt(2000)));
		if (random.nextInt(200) == 0) {
			this.wallOffset = Duration.ofHours(random.nextInt(3)).toMillis();
		}
		if (random.nextInt(700) == 0) {
			this.wallOffset -= random.nextInt(100_000);
		}
	}

	/**
	 * Members that hold to nothing.
	 */
	private Renewal renewal(Random random) {
		return new Renewal("orders.test:443", "m" + random.nextInt(8),
				3 + this.clock.millis() / 1000 - random.nextInt(3), random.nextInt(30), random.nextInt(40),
				random.nextInt(60), 80 + random.nextInt(2) * 20, Duration.ofMillis(20_001 + random.nextInt(2) * 10_000),
				Duration.ofMillis(random.nextInt(2) * 25_000));
	}

}
