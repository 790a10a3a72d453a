package dev.lifeguard.sample;

import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Opens the sample's page in a browser once, leaves all as at the start after each test,
 * and lets no error in the browser's console pass.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AbstractBrowserTests extends AbstractSampleTests {

	@LocalServerPort
	private int port;

	private Page page;

	@BeforeAll
	void openBrowser() {
		Assumptions.assumeTrue(Page.hasBrowser(), Page.MISSING);
		new Callers(this.port).post("/demo/reset");
		this.page = new Page();
		this.page.open(this.port);
	}

	@BeforeEach
	void allIsWell() {
		callers().post("/demo/reset");
		await(() -> {
			assertThat(page().number("plain-calls-answered")).isBetween(150, 250);
			assertThat(page().number("lifeguard-calls-answered")).isBetween(150, 250);
		});
	}

	@AfterEach
	void consoleHasNoError() {
		assertThat(page().errors()).isEmpty();
	}

	@AfterAll
	void closeBrowser() {
		if (this.page != null) {
			this.page.close();
			callers().post("/demo/reset");
			// or the calls would go on for a minute
			callers().post("/demo/rate?perSecond=0");
		}
	}

	Page page() {
		return this.page;
	}

	static void await(ThrowingRunnable assertion) {
		Page.await().untilAsserted(assertion);
	}

}
