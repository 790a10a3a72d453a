package dev.lifeguard.sample;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the controls of the page.
 */
class PageControlTests extends AbstractPageTests {

	@Test
	void stateAtStart() {
		JsonNode state = post("/demo/reset");

		assertThat(state.propertyNames()).containsExactlyInAnyOrder("rate", "running", "patienceMillis", "plainMax",
				"lifeguardMax", "configuredMax", "batch", "learning", "troubles");
		assertThat(state.path("rate").intValue()).isEqualTo(200);
		assertThat(state.path("patienceMillis").intValue()).isEqualTo(1000);
		assertThat(state.path("plainMax").intValue()).isEqualTo(500);
		assertThat(state.path("lifeguardMax").intValue()).isEqualTo(20);
		assertThat(state.path("configuredMax").intValue()).isEqualTo(20);
		assertThat(names(state)).containsExactlyInAnyOrder("slow", "fail", "half", "stall", "leak", "blackhole", "drop",
				"halve");
		assertThat(get("/demo/state")).isEqualTo(state);
	}

	private static List<String> names(JsonNode state) {
		return state.path("troubles").valueStream().map((trouble) -> trouble.path("name").stringValue()).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "slow", "fail", "half", "stall", "leak", "blackhole", "halve" })
	void troubleIsTurnedOnAndOff(String name) {
		assertThat(isOn(post("/demo/troubles/" + name + "?on=true"), name)).isTrue();
		assertThat(isOn(post("/demo/troubles/" + name + "?on=false"), name)).isFalse();
	}

	@Test
	void dropStaysOff() {
		assertThat(isOn(post("/demo/troubles/drop?on=true"), "drop")).isFalse();
	}

	private static boolean isOn(JsonNode state, String name) {
		return state.path("troubles")
			.valueStream()
			.anyMatch((trouble) -> trouble.path("name").stringValue().equals(name) && trouble.path("on").asBoolean());
	}

	@ParameterizedTest
	@CsvSource({ "batch, batch", "learn, learning" })
	void switchIsTurnedOnAndOff(String path, String shown) {
		assertThat(post("/demo/" + path + "?on=true").path(shown).asBoolean()).isTrue();
		assertThat(post("/demo/" + path + "?on=false").path(shown).asBoolean()).isFalse();
		post("/demo/" + path + "?on=true");
		assertThat(post("/demo/reset").path(shown).asBoolean()).isFalse();
	}

	@Test
	void resetTakesEverythingBack() {
		post("/demo/troubles/slow?on=true");
		assertThat(post("/demo/rate?perSecond=10").path("running").asBoolean()).isTrue();
		assertThat(post("/demo/plain/max?connections=40").path("plainMax").intValue()).isEqualTo(40);
		assertThat(post("/demo/plain/restart").path("plainMax").intValue()).isEqualTo(40);
		assertThat(callers().postJson("/actuator/httppools/orders", "{\"maxConnections\":30,\"for\":\"10m\"}").status())
			.isEqualTo(200);
		assertThat(get("/demo/state").path("lifeguardMax").intValue()).isEqualTo(30);

		JsonNode state = post("/demo/reset");

		assertThat(isOn(state, "slow")).isFalse();
		assertThat(state.path("rate").intValue()).isEqualTo(200);
		assertThat(state.path("plainMax").intValue()).isEqualTo(500);
		assertThat(state.path("lifeguardMax").intValue()).isEqualTo(20);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/demo/rate?perSecond=1001         | 400 | 'perSecond' must be a whole number from 0 to 1000.
			/demo/rate?perSecond=-1           | 400 | 'perSecond' must be a whole number from 0 to 1000.
			/demo/rate?perSecond=1e2          | 400 | 'perSecond' must be a whole number from 0 to 1000.
			/demo/rate                        | 400 | 'perSecond' must be a whole number from 0 to 1000.
			/demo/plain/max?connections=0     | 400 | 'connections' must be a whole number from 1 to 2000.
			/demo/plain/max?connections=99999999999 | 400 | 'connections' must be a whole number from 1 to 2000.
			/demo/troubles/slow?on=maybe      | 400 | 'on' must be true or false.
			/demo/batch?on=1                  | 400 | 'on' must be true or false.
			/demo/learn                       | 400 | 'on' must be true or false.
			/demo/troubles/slow               | 400 | 'on' must be true or false.
			/demo/troubles/flood?on=true      | 404 | There is no trouble of that name.
			""", quoteCharacter = '"')
	void whatMakesNoSenseIsRefusedInSentence(String path, int status, String sentence) {
		Answer answer = callers().post(path);

		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.contentType()).isEqualTo("application/problem+json");
		assertThat(answer.body()).contains("\"detail\":\"" + sentence + "\"");
	}

}
