package dev.lifeguard.sample.fleet;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link FleetRedis}.
 */
class FleetRedisTests {

	@Test
	void whatIsWrittenIsUsedAndNothingStarted() {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.data.redis.host", "redis.example.org")
			.withProperty("spring.data.redis.ssl.enabled", "true")
			.withProperty("sample.fleet.redis-server", "/nowhere/redis-server");

		try (FleetRedis redis = FleetRedis.open(environment)) {
			assertThat(redis.arguments()).containsExactlyInAnyOrder("--spring.data.redis.host=redis.example.org",
					"--spring.data.redis.ssl.enabled=true");
		}
	}

	@Test
	void missingProgramIsNamed() {
		MockEnvironment environment = new MockEnvironment().withProperty("sample.fleet.redis-server",
				"/nowhere/redis-server");

		assertThatExceptionOfType(NoRedisException.class).isThrownBy(() -> FleetRedis.open(environment))
			.withMessage("--fleet needs Redis, and there is no program /nowhere/redis-server.");
	}

	@Test
	void programThatDoesNotListenIsNamed() {
		assertThatExceptionOfType(NoRedisException.class).isThrownBy(() -> RedisServer.start(Path.of("/bin/true")))
			.withMessage("--fleet needs Redis, and /bin/true does not listen on a port that it was given.");
	}

}
