package dev.lifeguard.shop;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.lifeguard.test.Backend;
import dev.lifeguard.test.BrokenBackend;
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
 * One backend is broken, the other one is WireMock's.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@AutoConfigureRestTestClient
class BesideWireMockTests {

	static final WireMockServer BILLING = new WireMockServer(WireMockConfiguration.options().dynamicPort());

	@BrokenBackend("orders")
	Backend orders;

	@Autowired
	RestTestClient users;

	@DynamicPropertySource
	static void startWireMock(DynamicPropertyRegistry properties) {
		BILLING.start();
		properties.add("lifeguard.clients.billing.base-url", BILLING::baseUrl);
	}

	@AfterAll
	static void stopWireMock() {
		BILLING.stop();
	}

	@Test
	void billsComeFromWireMock() {
		BILLING.stubFor(WireMock.get("/bills/7").willReturn(WireMock.ok("3 buoys: 27.00")));
		this.orders.refuse();
		this.users.get().uri("/bills/7").exchange().expectBody(String.class).isEqualTo("3 buoys: 27.00");
		this.users.get().uri("/orders/7").exchange().expectStatus().isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
	}

}
