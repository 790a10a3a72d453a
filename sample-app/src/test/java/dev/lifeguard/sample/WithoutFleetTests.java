package dev.lifeguard.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import dev.lifeguard.sample.fleet.Fleet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.TestSocketUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that Redis is needed, and noticed, only by those who ask for the fleet.
 */
class WithoutFleetTests extends AbstractSampleTests {

	/** Redis, and what it brings. */
	private static final Pattern REDIS = Pattern
		.compile("[Rr]edis|[Ll]ettuce|springframework\\.(boot\\.)?(data|transaction|persistence)\\.");

	@Test
	void nothingOfRedisIsThere(@Autowired ListableBeanFactory beans) {
		assertThat(beans.getBeanDefinitionNames()).extracting((name) -> String.valueOf(beans.getType(name)))
			.isNotEmpty()
			.noneMatch((type) -> REDIS.matcher(type).find());
		assertThat(beans.getBeanNamesForType(Fleet.class)).isEmpty();
		assertThat(callers().get("/actuator/health").body()).contains("\"httpPools\"").doesNotContain("redis");
		assertThat(callers().post("/demo/fleet/busy?instance=1").status()).isEqualTo(404);
	}

	@Test
	@Timeout(60)
	void fleetWithoutRedisServerEndsWithWhatToDo() throws Exception {
		Process application = SampleProcess.start(List.of(), "--fleet", "--server.port=0",
				"--sample.backend.port=" + TestSocketUtils.findAvailableTcpPort(),
				"--sample.plain-backend.port=" + TestSocketUtils.findAvailableTcpPort(),
				"--sample.fleet.redis-server=/nowhere/redis-server");

		String output = new String(application.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

		assertThat(application.waitFor()).isEqualTo(1);
		assertThat(output).contains("--fleet needs Redis, and there is no program /nowhere/redis-server.",
				"Install redis-server (Debian: apt-get install redis-server), or say where a Redis is: "
						+ "--spring.data.redis.host=");
		assertThat(output).doesNotContain("\tat ");
	}

}
