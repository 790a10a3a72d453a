package dev.lifeguard.sample;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for who can use the page, and on what: light and dark, on a phone, with a screen
 * reader.
 */
@OnceForAllRuntimes
class BrowserAccessTests extends AbstractBrowserTests {

	@AfterEach
	void asItWas() {
		page().size(1440, 1000);
		page().colors("light");
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void axeFindsNoSeriousFault(String scheme) throws IOException {
		page().colors(scheme);
		await(() -> assertThat(page().isPressed("theme")).isEqualTo(scheme.equals("dark")));
		page().press("tour-start");
		page().press("tour-next");
		await(() -> assertThat(page().text("lifeguard-cause")).contains("SLOW_BACKEND"));

		assertThat(page().faults()).isEmpty();
		page().press("tour-stop");
	}

	@Test
	void buttonTurnsTheLights() {
		String before = page().element("now").getCssValue("color");

		page().press("theme");
		assertThat(page().isPressed("theme")).isTrue();
		assertThat(page().element("now").getCssValue("color")).isNotEqualTo(before);

		page().press("theme");
		assertThat(page().element("now").getCssValue("color")).isEqualTo(before);
	}

	@Test
	void comesBackWhenTheConnectionIsLost(@Autowired @Qualifier("show") SmartLifecycle numbers) {
		numbers.stop();
		try {
			await(() -> assertThat(page().text("connection")).isEqualTo("connection lost, trying again"));
		}
		finally {
			numbers.start();
		}
		await(() -> assertThat(page().text("connection")).isEqualTo("live"));
	}

	@Test
	void hasNoFleetWithoutBeingAskedFor() {
		assertThat(page().element("fleet").isDisplayed()).isFalse();
	}

	@Test
	void fitsOnAPhone() throws IOException {
		page().size(360, 740);

		assertThat(page().width()).isEqualTo(360);
		page().screenshot("phone");
		page().press("tour-start");
		assertThat(page().width()).isEqualTo(360);
		page().screenshot("phone-tour");
		page().press("tour-stop");
	}

}
