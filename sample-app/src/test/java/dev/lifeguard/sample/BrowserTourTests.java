package dev.lifeguard.sample;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the guided tour: what each step says can be seen in the numbers, and it goes
 * back and stops when its reader wants.
 */
@OnceForAllRuntimes
class BrowserTourTests extends AbstractBrowserTests {

	@Test
	void eachStepShowsWhatItSays() throws IOException {
		page().press("tour-start");
		thePlainClient();
		lifeguard();
		step(7, "The backend recovers");
		next();
		step(8, "A batch job is added");
		next();
		assertTourIsOver();
		await(() -> assertThat(page().text("lifeguard-bound")).isEqualTo("20"));
	}

	private void thePlainClient() throws IOException {
		step(1, "All is well");
		next();
		step(2, "The backend gets slow");
		next();
		step(3, "Dead end 1: raise the maximum");
		assertThat(page().text("plain-bound")).isEqualTo("2,000");
		next();
		step(4, "Dead end 2: restart it");
		next();
	}

	private void lifeguard() throws IOException {
		step(5, "The same on Lifeguard's side");
		assertThat(page().text("lifeguard-cause")).contains("SLOW_BACKEND");
		overview("light");
		overview("dark");
		page().colors("light");
		next();
		step(6, "Raising its maximum does not help either");
		next();
	}

	@Test
	void goesBackAndStops() {
		page().press("tour-start");
		next();
		await(() -> assertThat(page().isPressed("trouble-slow")).isTrue());
		page().press("tour-back");
		await(() -> assertThat(page().isPressed("trouble-slow")).isFalse());
		page().press("tour-stop");
		assertTourIsOver();
	}

	private void assertTourIsOver() {
		assertThat(page().element("tour").isDisplayed()).isFalse();
		assertThat(page().focused().getDomAttribute("id")).isEqualTo("tour-start");
	}

	private void overview(String scheme) throws IOException {
		page().colors(scheme);
		page().top();
		await(() -> assertThat(page().pixels("lifeguard-calls", "refused")).isPositive());
		page().screenshot("overview-" + scheme);
	}

	private void next() {
		page().press("tour-next");
	}

	private void step(int number, String title) throws IOException {
		assertThat(page().text("tour-count")).startsWith("Guided tour, step " + number + " of 8");
		assertThat(page().text("tour-title")).isEqualTo(title);
		await(() -> assertThat(page().element("tour-seen").getDomAttribute("data-seen")).isEqualTo("true"));
		page().screenshot("tour-" + number);
	}

}
