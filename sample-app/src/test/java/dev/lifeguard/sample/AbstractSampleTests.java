package dev.lifeguard.sample;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.TestSocketUtils;

/**
 * Starts the application and its backends on free ports, and leaves all switches off.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
abstract class AbstractSampleTests {

	static final String ORDERS = "3 orders: 17 buoys, 4 whistles, 1 boat\n";

	@LocalServerPort
	private int port;

	private Callers callers;

	@DynamicPropertySource
	static void backendPorts(DynamicPropertyRegistry registry) {
		int port = TestSocketUtils.findAvailableTcpPort();
		int plainPort = TestSocketUtils.findAvailableTcpPort();
		registry.add("sample.backend.port", () -> port);
		registry.add("sample.plain-backend.port", () -> plainPort);
	}

	@BeforeEach
	void connect() {
		this.callers = new Callers(this.port);
	}

	@AfterEach
	void reset() {
		this.callers.post("/switches/reset");
	}

	Callers callers() {
		return this.callers;
	}

}
