package dev.lifeguard.sample;

import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Uses the application as its page does, and leaves it without load.
 */
abstract class AbstractPageTests extends AbstractSampleTests {

	@LocalServerPort
	private int port;

	@AfterEach
	void rest() {
		callers().post("/demo/reset");
		callers().post("/demo/rate?perSecond=0");
	}

	PageStream open() throws Exception {
		return new PageStream(this.port);
	}

	JsonNode post(String path) {
		Answer answer = callers().post(path);
		return JsonMapper.shared().readTree(answer.body());
	}

	JsonNode get(String path) {
		return JsonMapper.shared().readTree(callers().get(path).body());
	}

}
