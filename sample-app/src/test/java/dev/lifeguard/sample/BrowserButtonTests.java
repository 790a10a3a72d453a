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
		long newest = newestPoint();
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
		assertThat(page().text("now")).contains("older requests to finish first", "because its backend serves about");
		assertThat(page().pixels("plain-calls", "late")).isPositive();
		assertThat(page().pixels("lifeguard-calls", "refused")).isPositive();
		assertThat(newestPoint()).isGreaterThan(newest);
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
	void retriesAreFreeWhileTheyHelpAndDeniedWhenTheyDoNot() {
		on("half");
		await(() -> {
			assertThat(page().number("plain-calls-failed")).isGreaterThan(50);
			assertThat(page().number("lifeguard-retries-free")).isGreaterThan(20);
			assertThat(page().text("lifeguard-retries-says")).startsWith("They help, so they are free (HELPING)");
		});
		assertThat(page().pixels("lifeguard-retries", "answered")).isPositive();

		on("fail");
		await(() -> {
			assertThat(page().number("lifeguard-calls-failed")).isGreaterThan(150);
			assertThat(page().number("lifeguard-retries-denied")).isGreaterThan(100);
			assertThat(page().number("lifeguard-retries-free")).isZero();
			assertThat(page().text("lifeguard-retries-says")).containsPattern("Denied: \\d+ because ");
		});
		assertThat(page().pixels("lifeguard-retries", "refused")).isPositive();
		off("half");
		off("fail");
		await(() -> assertThat(page().number("lifeguard-calls-answered")).isGreaterThan(150));
	}

	@Test
	void batchJobIsCountedByItself() {
		assertThat(page().text("plain-batch-says")).contains("No batch job");

		turn("batch", true);
		await(() -> {
			assertThat(page().number("plain-batch-batch-job")).isGreaterThan(20);
			assertThat(page().number("lifeguard-batch-batch-job")).isGreaterThan(20);
			assertThat(page().number("plain-late")).isGreaterThan(50);
		});
		assertThat(page().number("plain-rate")).isEqualTo(200);
		assertThat(page().text("now-plain")).contains(" of the batch job");
		assertThat(page().text("lifeguard-batch-says")).contains("p99 of the callers' calls", "not counted above");
		assertThat(page().pixels("lifeguard-batch", "late")).isPositive();

		turn("batch", false);
		await(() -> assertThat(page().number("plain-calls-answered")).isGreaterThan(150));
		assertThat(page().number("lifeguard-batch-batch-job")).isZero();
	}

	@Test
	void limitIsLearnedAndGoesBackWhenTheBackendIsSlow() {
		assertThat(page().text("lifeguard-limit-says")).startsWith("Chosen").contains("bound of 20 connections");
		assertThat(page().number("lifeguard-limit-limit")).isEqualTo(20);

		turn("learn", true);
		await(() -> assertThat(page().number("lifeguard-limit-known-safe")).isBetween(3, 20));
		assertThat(page().text("lifeguard-bound")).isEqualTo("500");
		assertThat(page().element("lifeguard-learns").isDisplayed()).isTrue();
		assertThat(page().element("lifeguard-max-set").isEnabled()).isFalse();

		on("slow");
		await(() -> {
			assertThat(page().number("lifeguard-limit-limit"))
				.isLessThanOrEqualTo(page().number("lifeguard-limit-known-safe"));
			assertThat(page().number("lifeguard-refused")).isGreaterThan(30);
			assertThat(page().number("lifeguard-calls-answered")).isPositive();
			assertThat(page().number("lifeguard-backend-queued")).isLessThan(20);
			assertThat(page().number("plain-calls-answered")).isZero();
		});
		page().press("reset");
		await(() -> assertThat(page().text("lifeguard-bound")).isEqualTo("20"));
		assertThat(page().isPressed("learn")).isFalse();
		assertThat(page().element("lifeguard-max-set").isEnabled()).isTrue();
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

	private long newestPoint() {
		return Long.parseLong(String.valueOf(page().element("plain-calls").getDomAttribute("data-newest")));
	}

	private void on(String trouble) {
		turn("trouble-" + trouble, true);
	}

	private void off(String trouble) {
		turn("trouble-" + trouble, false);
	}

	private void turn(String button, boolean on) {
		page().press(button);
		await(() -> assertThat(page().isPressed(button)).isEqualTo(on));
	}

	private void set(String name, int value) {
		WebElement input = page().element(name);
		input.clear();
		input.sendKeys(String.valueOf(value));
		page().press(name + "-set");
	}

}
