package dev.lifeguard.oldest;

import java.nio.file.Path;

import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.contentOf;

/**
 * Cookie handling, which Spring Boot has a setting for since 4.1.
 */
@ExtendWith(OutputCaptureExtension.class)
class CookieHandlingTests {

	private static final String POSSIBLE = "The setting for cookies needs Spring Boot 4.1 or later.";

	@ParameterizedTest
	@CsvSource({ "clients.orders, enable", "clients.orders, enable-when-possible", "clients.stock, disable",
			"defaults, enable-when-possible" })
	void writtenPropertyStopsStartUp(String owner, String value, CapturedOutput output) {
		String property = "lifeguard." + owner + ".cookie-handling";
		assertThatException().isThrownBy(() -> Shop.start(property + "=" + value));
		assertThat(output).contains("APPLICATION FAILED TO START", property + " = " + value, POSSIBLE,
				"Remove the property, or use Spring Boot 4.1 or later.");
	}

	@Test
	void messageCanBeLookedUp() {
		assertThat(contentOf(Path.of("../../docs/diagnosis.md").toFile())).contains("### `" + POSSIBLE + "`");
	}

	@Test
	void springsPropertyMeansNothingHere() {
		try (ConfigurableApplicationContext context = Shop.start("spring.http.clients.cookie-handling=enable")) {
			assertThat(context.getBean(LifeguardClients.class).names()).contains("orders");
		}
	}

}
