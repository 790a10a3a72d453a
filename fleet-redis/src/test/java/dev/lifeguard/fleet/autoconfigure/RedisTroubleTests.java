package dev.lifeguard.fleet.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

import dev.lifeguard.failure.FleetSnapshot.State;
import dev.lifeguard.fleet.Alone;
import dev.lifeguard.fleet.RedisServer;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.jedis.JedisConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Applications whose Redis is not there, does not let them in, hangs or has forgotten
 * everything.
 */
@Alone
@ExtendWith(OutputCaptureExtension.class)
class RedisTroubleTests {

	private static final String SECRET = "v3ry-secret";

	private static final Duration START = Duration.ofSeconds(20);

	@Test
	void startsWithoutRedisAndGetsItsLeaseWhenRedisComes(CapturedOutput output) {
		RedisServer.assumeInstalled();
		int port = RedisServer.freePort();
		try (FleetApp app = FleetApp.start(port)) {
			assertThat(app.fleet().state()).isEqualTo(State.FLOOR);
			app.call();
			app.load(12);
			until(() -> warnings(output).size() == 1);
			RedisServer redis = RedisServer.start(port);
			until(() -> app.fleet().state() == State.LEARNING);
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			assertThat(recoveries(output)).hasSize(1);
			assertThat(warnings(output)).hasSize(1);
			redis.close();
		}
	}

	@Test
	void wrongPasswordIsSaidOnceWithoutIt(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start("--requirepass", "the-right-one");
				FleetApp app = FleetApp.start(redis.port(), "spring.data.redis.password=" + SECRET,
						"logging.level.dev.lifeguard.fleet=debug")) {
			until(() -> warnings(output).size() == 1);
			app.call();
			await().pollDelay(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(warnings(output)).hasSize(1));
			assertThat(warnings(output)).singleElement()
				.asString()
				.contains("Redis refuses the credentials or what they may do (WRONGPASS)");
			assertThat(output).doesNotContain(SECRET);
			assertThat(app.fleet().state()).isEqualTo(State.FLOOR);
		}
	}

	@Test
	void passwordInAnAddressIsNotWritten(CapturedOutput output) {
		RedisServer.assumeInstalled();
		try (FleetApp app = FleetApp.start(1,
				"spring.data.redis.url=redis://fleet:" + SECRET + "@127.0.0.1:" + RedisServer.freePort(),
				"logging.level.dev.lifeguard.fleet=debug")) {
			until(() -> warnings(output).size() == 1 && output.toString().contains("its lease was not renewed"));
			app.call();
			assertThat(output).doesNotContain(SECRET);
		}
	}

	@Test
	void jedisIsAsGoodAsLettuce() {
		try (RedisServer redis = RedisServer.start();
				FleetApp app = FleetApp.start(redis.port(), "spring.data.redis.client-type=jedis")) {
			assertThat(app.bean(RedisConnectionFactory.class)).isInstanceOf(JedisConnectionFactory.class);
			app.load(12);
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			app.rest();
			app.context().stop();
			assertThat(members(redis)).singleElement().asString().matches("\\d+ 0 0 .*");
		}
	}

	@Test
	void everybodyKeepsWhatTheyHaveWhenRedisHasForgottenEverything(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start(); FleetApp app = FleetApp.start(redis.port())) {
			app.load(12);
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			int before = app.fleet().lease();
			redis.cli("flushall");
			until(() -> app.fleet().state() == State.LEARNING);
			assertThat(app.fleet().lease()).isEqualTo(before);
			until(() -> app.fleet().state() == State.LEASED);
			assertThat(app.fleet().lease()).isEqualTo(before);
			assertThat(output.toString().split("nothing is known of fleet", -1)).hasSize(3);
			assertThat(warnings(output)).isEmpty();
		}
	}

	@Test
	void onlyTheFloorIsLeftWhenRedisHangsAndNothingIsDelayed(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start()) {
			FleetApp app = FleetApp.start(redis.port());
			app.load(12);
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			redis.freeze();
			until(() -> app.fleet().state() == State.FLOOR);
			assertThat(warnings(output)).singleElement().asString().contains("no answer for");
			app.rest();
			until(() -> app.clients().snapshot("orders").active() == 0);
			app.call();
			long begin = System.nanoTime();
			app.close();
			assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
			redis.thaw();
		}
	}

	@Test
	void leaseIsHadAgainWhenRedisGoesOn(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start(); FleetApp app = FleetApp.start(redis.port())) {
			app.load(12);
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			redis.freeze();
			until(() -> app.fleet().state() == State.FLOOR);
			redis.thaw();
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			until(() -> recoveries(output).size() == warnings(output).size());
		}
	}

	@Test
	void startIsNotDelayedByARedisThatHangs(CapturedOutput output) {
		try (RedisServer redis = RedisServer.start()) {
			redis.freeze();
			long begin = System.nanoTime();
			FleetApp app = FleetApp.start(redis.port());
			Duration took = Duration.ofNanos(System.nanoTime() - begin);
			app.call();
			app.close();
			assertThat(took).isLessThan(START);
			assertThat(lines(output, " WARN ")).as("of a beat that was ended").isEmpty();
			redis.thaw();
		}
	}

	@Test
	void whatIsClosedIsFreeForOthersAtOnce() {
		try (RedisServer redis = RedisServer.start()) {
			FleetApp first = FleetApp.start(redis.port());
			first.load(25);
			until(() -> first.fleet().state() == State.LEASED && first.fleet().lease() >= 25);
			first.close();
			assertThat(members(redis)).singleElement().asString().matches("\\d+ 0 0 .*");
		}
	}

	@Test
	void contextThatIsStartedAgainIsAnotherMember() {
		try (RedisServer redis = RedisServer.start(); FleetApp app = FleetApp.start(redis.port())) {
			app.load(12);
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			app.rest();
			app.context().stop();
			assertThat(app.fleet().state()).isEqualTo(State.FLOOR);
			app.context().start();
			app.load(12);
			until(() -> app.fleet().state() == State.LEASED && app.fleet().lease() >= 8);
			assertThat(
					redis.cli("hkeys", "lifeguard:fleet:{orders}").lines().filter((key) -> key.startsWith("m:orders@")))
				.hasSize(2);
		}
	}

	private static List<String> members(RedisServer redis) {
		return redis.cli("hvals", "lifeguard:fleet:{orders}")
			.lines()
			.filter((value) -> value.indexOf(' ') > 0)
			.toList();
	}

	private static void until(Callable<Boolean> condition) {
		ConditionFactory patient = await().atMost(Duration.ofSeconds(40)).pollInterval(Duration.ofMillis(50));
		patient.until(condition);
	}

	private static List<String> warnings(CapturedOutput output) {
		return lines(output, " WARN .*is not renewed");
	}

	private static List<String> recoveries(CapturedOutput output) {
		return lines(output, " INFO .*is renewed again");
	}

	private static List<String> lines(CapturedOutput output, String pattern) {
		return output.toString().lines().filter(Pattern.compile(pattern).asPredicate()).toList();
	}

}
