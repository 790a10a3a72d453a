package dev.lifeguard.sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what each trouble does to both sides, in the numbers that the page gets.
 */
class PageTroubleTests extends AbstractPageTests {

	private static final int RATE = 200;

	private PageStream page;

	@BeforeEach
	void bothSidesAreWell() throws Exception {
		post("/demo/reset");
		this.page = open();
		await("well", (plain, lifeguard) -> keepsUp(plain) && keepsUp(lifeguard));
	}

	@AfterEach
	void close() {
		this.page.close();
	}

	private static boolean keepsUp(JsonNode side) {
		return number(side, "answered") >= 0.9 * RATE && number(side, "pending") == 0;
	}

	private static int number(JsonNode side, String name) {
		return side.path(name).intValue();
	}

	private static int waiting(JsonNode side) {
		return side.path("backend").path("waiting").intValue();
	}

	private void on(String trouble) {
		post("/demo/troubles/" + trouble + "?on=true");
	}

	private void off(String trouble) {
		post("/demo/troubles/" + trouble + "?on=false");
	}

	private JsonNode await(String what, Shows shows) {
		return this.page.await(what, (point) -> shows.test(point.path("plain"), point.path("lifeguard")));
	}

	@Test
	void slowPilesUpBehindPlainWhereLifeguardServesWhatItCan() {
		on("slow");
		JsonNode point = await("plain is late", (plain, lifeguard) -> number(plain, "answered") == 0
				&& number(lifeguard, "answered") > 50 && number(lifeguard, "refused") > 50);

		assertThat(waiting(point.path("plain"))).isGreaterThan(50);
		assertThat(waiting(point.path("lifeguard"))).isLessThanOrEqualTo(20);
		assertThat(number(point.path("plain"), "late")).isGreaterThan(RATE / 2);
		assertThat(point.path("troubles").get(0).stringValue()).isEqualTo("slow");
		post("/demo/plain/max?connections=1000");
		post("/demo/plain/restart");
		await("a new pool does not help", (plain, lifeguard) -> number(plain, "answered") == 0
				&& number(plain, "late") > RATE / 2 && number(plain, "max") == 1000);
		assertThat(callers().get("/actuator/httppools/orders").body()).contains("\"over\":false");
		on("halve");
		await("half the workers", (plain, lifeguard) -> plain.path("backend").path("busy").intValue() == 10
				&& lifeguard.path("backend").path("workers").intValue() == 10);

		post("/switches/reset");

		await("lifeguard is well again", (plain, lifeguard) -> keepsUp(lifeguard));
	}

	@Test
	void failuresAreRetriedAsFarAsSuccessesPayForIt() {
		on("fail");

		JsonNode point = await("all fail",
				(plain, lifeguard) -> failsAll(plain) && failsAll(lifeguard) && isSpent(lifeguard));

		assertThat(number(point.path("plain"), "retries")).isZero();
		assertThat(number(point.path("lifeguard"), "retries")).isLessThan(RATE);
		on("half");
		off("fail");
		await("half of them fail", (plain, lifeguard) -> answers(plain) && answers(lifeguard)
				&& number(plain, "failed") > RATE / 4 && number(lifeguard, "retries") > 0 && isSpent(lifeguard));
	}

	private static boolean failsAll(JsonNode side) {
		return number(side, "failed") > RATE / 2 && number(side, "answered") == 0;
	}

	private static boolean answers(JsonNode side) {
		return number(side, "answered") > RATE / 4;
	}

	private static boolean isSpent(JsonNode lifeguard) {
		return lifeguard.path("budget").doubleValue() < 2;
	}

	@Test
	void stalledBodiesHoldPlainWithoutEndAndLifeguardWithinItsBound() {
		on("stall");

		JsonNode point = await("stalled", (plain, lifeguard) -> number(plain, "active") > RATE
				&& number(lifeguard, "refused") > RATE / 2 && !lifeguard.path("verdict").isNull());

		assertThat(number(point.path("lifeguard"), "active")).isLessThanOrEqualTo(20);
		assertThat(number(point.path("plain"), "refused")).isZero();
		assertThat(point.path("lifeguard").path("verdict").propertyNames()).containsExactly("cause", "evidence",
				"advice");
	}

	@Test
	void leakEmptiesPlainForEverWhereLifeguardTakesPlacesBack() {
		post("/demo/plain/max?connections=10");
		on("leak");
		await("plain is empty", (plain, lifeguard) -> number(plain, "active") == 10 && number(plain, "answered") == 0);

		off("leak");

		await("lifeguard has its permits back", (plain, lifeguard) -> number(plain, "active") == 10
				&& number(plain, "answered") == 0 && keepsUp(lifeguard) && number(lifeguard, "active") < 10);
		post("/demo/plain/restart");
		await("a new pool helps here", (plain, lifeguard) -> keepsUp(plain));
	}

	@Test
	void blackHoleConnectsNobody() {
		on("blackhole");

		JsonNode point = await("connecting",
				(plain, lifeguard) -> number(plain, "connecting") > RATE && number(lifeguard, "refused") > RATE / 2);

		assertThat(number(point.path("plain"), "active")).isZero();
		assertThat(number(point.path("lifeguard"), "connecting")).isLessThanOrEqualTo(20);
		off("blackhole");
		await("lifeguard is well again", (plain, lifeguard) -> keepsUp(lifeguard));
	}

	@Test
	void droppedIdleConnectionsAreReplaced() {
		on("slow");
		await("many connections", (plain, lifeguard) -> number(plain, "active") > 100);
		off("slow");
		await("idle", (plain, lifeguard) -> number(plain, "idle") > 90);

		on("drop");

		await("few, and well",
				(plain, lifeguard) -> number(plain, "idle") < 50 && keepsUp(plain) && keepsUp(lifeguard));
	}

	/**
	 * Whether the numbers of both sides show something.
	 */
	private interface Shows {

		boolean test(JsonNode plain, JsonNode lifeguard);

	}

}
