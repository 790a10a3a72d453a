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
	void failuresAreRetriedForNothingWhileThatHelpsAndHardlyWhenItDoesNot() {
		on("fail");

		JsonNode point = await("all fail",
				(plain, lifeguard) -> failsAll(plain) && failsAll(lifeguard) && denied(lifeguard) > RATE / 2);

		assertThat(point.path("plain").path("retries").isNull()).isTrue();
		assertThat(granted(point.path("lifeguard"))).isLessThan(RATE / 2);
		on("half");
		off("fail");
		await("half of them fail", (plain, lifeguard) -> answers(plain) && number(plain, "failed") > RATE / 4
				&& number(lifeguard, "answered") > RATE * 0.7 && payment(lifeguard, "FREE") > RATE / 4);
	}

	private static boolean failsAll(JsonNode side) {
		return number(side, "failed") > RATE / 2 && number(side, "answered") == 0;
	}

	private static boolean answers(JsonNode side) {
		return number(side, "answered") > RATE / 4;
	}

	private static int granted(JsonNode lifeguard) {
		return payment(lifeguard, "FREE") + payment(lifeguard, "TOKEN") + payment(lifeguard, "RESERVE");
	}

	private static int denied(JsonNode lifeguard) {
		return payment(lifeguard, "BUCKET_EMPTY") + payment(lifeguard, "DENIED_SLOW")
				+ payment(lifeguard, "DENIED_HOPELESS") + payment(lifeguard, "DENIED_WORSE");
	}

	private static int payment(JsonNode lifeguard, String name) {
		return number(lifeguard.path("retries").path("payments"), name);
	}

	@Test
	void batchJobDrownsPlainCallersAndIsCountedByItself() {
		post("/demo/batch?on=true");

		JsonNode point = this.page.await("batch job", (tick) -> number(tick.path("plain"), "late") > RATE / 2
				&& batch(tick.path("plain")) > 20 && batch(tick.path("lifeguard")) > 20);

		assertThat(point.path("batch").asBoolean()).isTrue();
		assertThat(point.path("troubles")).isEmpty();
		assertThat(number(point.path("plain"), "answered")).isLessThan(RATE / 2);
		post("/demo/batch?on=false");
		await("callers alone", (plain, lifeguard) -> keepsUp(plain) && keepsUp(lifeguard) && batch(plain) == 0
				&& batch(lifeguard) == 0);
	}

	private static int batch(JsonNode side) {
		return number(side.path("batch"), "answered");
	}

	@Test
	void learnedLimitGoesBackToWhatIsKnownToBeSafe() {
		post("/demo/learn?on=true");
		JsonNode point = await("known", (plain, lifeguard) -> isKnown(lifeguard.path("limit")));
		assertThat(point.path("learning").asBoolean()).isTrue();
		assertThat(number(point.path("lifeguard"), "max")).isEqualTo(500);

		on("slow");

		await("back", (plain, lifeguard) -> number(plain, "answered") == 0 && number(lifeguard, "answered") > 0
				&& number(lifeguard, "refused") > RATE / 4 && isBack(lifeguard.path("limit")));
	}

	private static boolean isKnown(JsonNode limit) {
		return limit.path("knownSafe").isNumber();
	}

	private static boolean isBack(JsonNode limit) {
		return isKnown(limit) && limit.path("learned").doubleValue() <= limit.path("knownSafe").doubleValue();
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
