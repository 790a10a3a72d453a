package dev.lifeguard.sample;

import java.util.function.Predicate;

import dev.lifeguard.sample.fleet.NeedsRedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the instances that share what a backend allows, with Redis, in the numbers
 * that the page gets.
 */
@NeedsRedisServer
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, args = "--fleet")
@DirtiesContext
class FleetTests extends AbstractPageTests {

	private static final int CAP = 30;

	private PageStream page;

	@BeforeEach
	void firstInstanceIsBusy() throws Exception {
		post("/demo/reset");
		this.page = open();
		await("the first has nearly all", hasNearlyAll(1));
	}

	@AfterEach
	void close() {
		this.page.close();
	}

	private JsonNode await(String what, Predicate<JsonNode> shows) {
		return this.page.await(what, (point) -> shows.test(point.path("fleet"))).path("fleet");
	}

	private static Predicate<JsonNode> hasNearlyAll(int instance) {
		return (fleet) -> share(fleet, instance) > CAP / 2 && number(fleet, instance, "inFlight") > CAP / 2
				&& share(fleet, next(instance)) < CAP / 4 && share(fleet, next(next(instance))) < CAP / 4;
	}

	private static int next(int instance) {
		return instance % 3 + 1;
	}

	private static int share(JsonNode fleet, int instance) {
		return number(fleet, instance, "share");
	}

	private static int number(JsonNode fleet, int instance, String name) {
		return fleet.path("instances").path(instance - 1).path(name).intValue();
	}

	@Test
	void sharesFollowTheLoadWithinWhatTheBackendAllows() {
		post("/demo/fleet/busy?instance=2");
		JsonNode fleet = await("the second has nearly all", hasNearlyAll(2));
		post("/demo/fleet/busy?instance=3");
		await("the third has nearly all", hasNearlyAll(3));

		assertThat(fleet.path("busy").intValue()).isEqualTo(2);
		assertBackendWasNeverOverrun();
	}

	@Test
	void shareOfStoppedInstanceIsFree() {
		await("the second needs its share", (now) -> share(now, 2) > 2);
		post("/demo/fleet/instances/2?on=false");
		JsonNode fleet = await("the first has what the second had",
				(now) -> share(now, 1) + share(now, 3) > CAP - 3 && share(now, 2) == 0);
		assertThat(fleet.path("instances").path(1).path("lease").isNull()).isTrue();
		post("/demo/fleet/instances/2?on=true");
		await("the second has its share again", (now) -> share(now, 1) > CAP / 2 && share(now, 2) > 2);

		assertBackendWasNeverOverrun();
	}

	private void assertBackendWasNeverOverrun() {
		JsonNode backend = await("numbers", (fleet) -> true).path("backend");
		assertThat(backend.path("cap").intValue()).isEqualTo(CAP);
		assertThat(backend.path("most").intValue()).isBetween(CAP / 2, CAP);
		assertThat(backend.path("refused").intValue()).isZero();
		assertThat(this.page.events().stream().skip(1)).allMatch((point) -> allTogether(point.path("fleet")) <= CAP);
	}

	private static int allTogether(JsonNode fleet) {
		return share(fleet, 1) + share(fleet, 2) + share(fleet, 3);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/demo/fleet/busy?instance=0", "/demo/fleet/busy?instance=4", "/demo/fleet/busy",
			"/demo/fleet/instances/4?on=true" })
	void thereAreThreeInstances(String path) {
		Answer answer = callers().post(path);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).contains("\"detail\":\"'instance' must be a whole number from 1 to 3.\"");
	}

}
