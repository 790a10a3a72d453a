package dev.lifeguard.shop;

import java.io.IOException;

import dev.lifeguard.test.Backend;
import dev.lifeguard.test.BrokenBackend;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

/**
 * One backend is broken, the other one is a MockWebServer, to which all clients but the
 * broken one are sent.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class BesideMockWebServerTests {

	static final MockWebServer OTHERS = new MockWebServer();

	@BrokenBackend("orders")
	Backend orders;

	@Autowired
	RestTestClient users;

	@DynamicPropertySource
	static void startMockWebServer(DynamicPropertyRegistry properties) throws IOException {
		OTHERS.start();
		properties.add("lifeguard.override-base-url", () -> OTHERS.url("/").toString());
	}

	@AfterAll
	static void stopMockWebServer() {
		OTHERS.close();
	}

	@Test
	void billsComeFromMockWebServer() {
		OTHERS.enqueue(new MockResponse.Builder().code(200).body("3 buoys: 27.00").build());
		this.orders.refuse();
		this.users.get().uri("/bills/7").exchange().expectBody(String.class).isEqualTo("3 buoys: 27.00");
		this.users.get().uri("/orders/7").exchange().expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
	}

}
