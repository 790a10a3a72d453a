package dev.lifeguard.sample;

import java.io.IOException;

import dev.lifeguard.sample.fleet.NeedsRedisServer;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the part of the page that shows the instances which share a budget.
 */
@NeedsRedisServer
@OnceForAllRuntimes
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, args = "--fleet")
@DirtiesContext
class BrowserFleetTests extends AbstractBrowserTests {

	@Test
	void sharesFollowTheInstanceThatIsBusy() throws IOException {
		await(() -> assertHasNearlyAll(1, 2));
		assertThat(page().isPressed("busy-1")).isTrue();

		page().press("busy-2");

		await(() -> assertHasNearlyAll(2, 1));
		assertThat(page().isPressed("busy-2")).isTrue();
		assertThat(page().text("instance-2-lease-says")).startsWith("It holds a lease. It asks for ");
		assertThat(page().text("fleet-backend-cap-says")).contains("of 30 connections", "It has refused none.");
		assertThat(page().number("fleet-backend-cap-open")).isBetween(10, 30);
		assertThat(page().pixels("instance-2-lease", "answered")).isPositive();
		assertThat(page().pixels("fleet-backend-cap", "answered")).isPositive();
		looksGood();
	}

	private void assertHasNearlyAll(int busy, int quiet) {
		assertThat(page().number("instance-%s-lease-share".formatted(busy))).isGreaterThan(15);
		assertThat(page().number("instance-%s-lease-in-flight".formatted(busy))).isGreaterThan(15);
		assertThat(page().number("instance-%s-lease-share".formatted(quiet))).isLessThan(8);
	}

	private void looksGood() throws IOException {
		for (String scheme : new String[] { "dark", "light" }) {
			page().colors(scheme);
			await(() -> assertThat(page().isPressed("theme")).isEqualTo(scheme.equals("dark")));
			page().screenshot("fleet-" + scheme);
			assertThat(page().faults()).isEmpty();
		}
		page().size(360, 740);
		assertThat(page().width()).isEqualTo(360);
		page().screenshot("fleet-phone");
		page().size(1440, 1000);
	}

	@Test
	void instanceIsStoppedAndStarted() {
		page().press("power-3");
		await(() -> {
			assertThat(page().text("power-3")).isEqualTo("Start");
			assertThat(page().element("power-3").isEnabled()).isTrue();
		});
		assertThat(page().text("instance-3-lease-says")).startsWith("It does not run.");

		page().press("power-3");

		await(() -> assertThat(page().number("instance-3-lease-share")).isGreaterThan(1));
		assertThat(page().text("power-3")).isEqualTo("Stop");
	}

}
