package dev.lifeguard.oldest;

import java.util.List;

import dev.lifeguard.registry.LifeguardClients;
import dev.lifeguard.test.Backend;
import dev.lifeguard.test.BrokenBackend;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/**
 * Base for tests with the running application and the backends that it calls.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "lifeguard.clients.single.pool.max-connections=1",
				"lifeguard.clients.single.pool.max-pending=0" })
@BrokenBackend(value = "orders", timeScale = 1)
@BrokenBackend(value = "stock", timeScale = 1)
@BrokenBackend(value = "single", timeScale = 1)
abstract class AbstractShopTests {

	@Autowired
	private LifeguardClients clients;

	@Autowired
	private List<Backend> backends;

	@LocalServerPort
	private int port;

	@BeforeEach
	void sayWhatIsAnswered() {
		this.backends.forEach((backend) -> backend.body("GET /orders").at("/stock").body("GET /stock"));
	}

	Backend backend(String client) {
		return this.backends.stream().filter((each) -> each.client().equals(client)).findFirst().orElseThrow();
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
