package dev.lifeguard.sample;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the buttons of the page: each does what its sentence says, the numbers and
 * the plots show it, and a second click mends it.
 */
@OnceForAllRuntimes
class BrowserButtonTests extends AbstractBrowserTests {

	@Test
	void slowDrownsThePlainClientAndIsToldByLifeguard() {
		int points = points();
		assertThat(page().pixels("plain-calls", "answered")).isPositive();

		on("slow");
		await(() -> {
			assertThat(page().number("plain-late")).isGreaterThan(100);
			assertThat(page().number("plain-connections-active")).isGreaterThan(200);
			assertThat(page().number("plain-backend-queued")).isGreaterThan(100);
			assertThat(page().number("lifeguard-refused")).isGreaterThan(30);
			assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(40);
			assertThat(page().number("lifeguard-backend-queued")).isLessThan(20);
			assertThat(page().text("lifeguard-cause")).contains("SLOW_BACKEND");
		});

		assertThat(page().text("lifeguard-advice")).contains("raising max-connections will not help");
		assertThat(page().text("plain-cause")).isEqualTo("Nothing.");
		assertThat(page().text("now")).contains("older requests to work off first", "because its backend serves about");
		assertThat(page().pixels("plain-calls", "late")).isPositive();
		assertThat(page().pixels("lifeguard-calls", "refused")).isPositive();
		assertThat(points()).isGreaterThan(points);
		restartEmptiesThePoolButNotTheBackend();
		off("slow");
		await(() -> assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(150));
	}

	private void restartEmptiesThePoolButNotTheBackend() {
		int active = page().number("plain-connections-active");
		page().press("plain-restart");
		await(() -> {
			assertThat(page().number("plain-connections-active")).isLessThan(active / 2);
			assertThat(page().number("plain-backend-queued")).isGreaterThan(active / 2);
		});
	}

	@Test
	void errorsAreRepeatedWithinTheBudget() {
		on("half");
		await(() -> {
			assertThat(page().number("plain-calls-failed")).isGreaterThan(50);
			assertThat(page().number("lifeguard-retries-retries")).isGreaterThan(5);
		});

		on("fail");
		await(() -> {
			assertThat(page().number("plain-calls-failed")).isGreaterThan(150);
			assertThat(page().number("lifeguard-calls-failed")).isGreaterThan(150);
			assertThat(page().number("lifeguard-retries-budget")).isLessThan(10);
		});
		off("half");
		off("fail");
		await(() -> assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(150));
	}

	@Test
	void stalledBodiesAreGivenUpByLifeguard() {
		on("stall");
		await(() -> {
			assertThat(page().number("plain-connections-active")).isGreaterThan(300);
			assertThat(page().number("lifeguard-connections-active")).isLessThanOrEqualTo(20);
			assertThat(page().text("lifeguard-cause")).contains("STALLED_BODY");
		});
		off("stall");
		await(() -> assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(150));
	}

	@Test
	void leakedConnectionsComeBackToLifeguard() {
		on("leak");
		// some of them are in use
		await(() -> {
			assertThat(page().number("plain-connections-active")).isGreaterThan(30);
			assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(150);
		});

		assertThat(page().number("lifeguard-connections-active")).isLessThanOrEqualTo(20);
		off("leak");
		await(() -> assertThat(page().number("lifeguard-connections-active")).isLessThan(10));
		assertThat(page().number("plain-connections-active")).isGreaterThan(10);
	}

	@Test
	void connectsThatAreSwallowedAreToldByLifeguard() {
		on("blackhole");
		await(() -> {
			assertThat(page().number("plain-connections-connecting")).isGreaterThan(100);
			assertThat(page().number("lifeguard-connections-connecting")).isBetween(1, 20);
			assertThat(page().text("lifeguard-cause")).contains("CONNECT_STALL");
		});
		off("blackhole");
		await(() -> assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(150));
	}

	@Test
	void idleConnectionsAreDroppedWithoutHarm() {
		on("slow");
		await(() -> assertThat(page().number("plain-connections-active")).isGreaterThan(100));
		off("slow");
		await(() -> assertThat(page().number("plain-connections-idle")).isGreaterThan(80));

		page().press("trouble-drop");
		await(() -> assertThat(page().number("plain-connections-idle")).isLessThan(60));
		await(() -> assertThat(page().number("plain-calls-answered")).isGreaterThan(150));
		assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(150);
	}

	@Test
	void boundsAreSetAndReset() {
		set("plain-max", 600);
		set("lifeguard-max", 40);
		await(() -> {
			assertThat(page().text("plain-bound")).isEqualTo("600");
			assertThat(page().text("lifeguard-bound")).isEqualTo("40");
		});

		page().press("reset");
		await(() -> {
			assertThat(page().element("plain-max").getDomProperty("value")).isEqualTo("500");
			assertThat(page().element("lifeguard-max").getDomProperty("value")).isEqualTo("20");
		});
	}

	@Test
	void capacityIsHalvedAndTheLoadRaisedByKeyboard() {
		on("halve");
		await(() -> assertThat(List.of(page().text("plain-backend-note"), page().text("lifeguard-backend-note")))
			.containsOnly("10 workers"));
		page().focused().sendKeys(Keys.SPACE);
		await(() -> assertThat(page().text("plain-backend-note")).isEqualTo("20 workers"));
		assertThat(page().isPressed("trouble-halve")).isFalse();

		while (!"rate".equals(page().focused().getDomAttribute("id"))) {
			page().focused().sendKeys(Keys.TAB);
		}
		page().focused().sendKeys(Keys.ARROW_RIGHT);
		await(() -> assertThat(page().text("plain-rate")).isEqualTo("250"));
		await(() -> assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(220));
	}

	private int points() {
		return Integer.parseInt(String.valueOf(page().element("plain-calls").getDomAttribute("data-points")));
	}

	private void on(String trouble) {
		page().press("trouble-" + trouble);
		await(() -> assertThat(page().isPressed("trouble-" + trouble)).isTrue());
	}

	private void off(String trouble) {
		page().press("trouble-" + trouble);
		await(() -> assertThat(page().isPressed("trouble-" + trouble)).isFalse());
	}

	private void set(String name, int value) {
		WebElement input = page().element(name);
		input.clear();
		input.sendKeys(String.valueOf(value));
		page().press(name + "-set");
	}

}
