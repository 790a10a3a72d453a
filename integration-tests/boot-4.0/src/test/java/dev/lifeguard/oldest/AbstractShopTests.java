package dev.lifeguard.oldest;

import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;

/**
 * Base for tests with the running application and the backend that it calls.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = {
		"lifeguard.clients.single.pool.max-connections=1", "lifeguard.clients.single.pool.max-pending=0" })
abstract class AbstractShopTests {

	private static final Backend BACKEND = new Backend();

	@Autowired
	private LifeguardClients clients;

	@LocalServerPort
	private int port;

	@DynamicPropertySource
	static void backendUrl(DynamicPropertyRegistry registry) {
		registry.add("lifeguard.defaults.base-url", BACKEND::url);
	}

	@AfterEach
	void openBackend() {
		BACKEND.open();
	}

	Backend backend() {
		return BACKEND;
	}

	/**
	 * Make a call.
	 * @param face the kind of client
	 * @param client the client's name
	 * @return the body
	 */
	String get(Face face, String client) {
		return face.get(this.clients.restClient(client), this.clients.webClient(client), "/orders");
	}

	/**
	 * Ask the application itself.
	 * @param path where
	 * @return what it answers
	 */
	JsonNode ask(String path) {
		String uri = "http://127.0.0.1:" + this.port + path;
		return JsonMapper.shared().readTree(String.valueOf(RestClient.create(uri).get().retrieve().body(String.class)));
	}

}
