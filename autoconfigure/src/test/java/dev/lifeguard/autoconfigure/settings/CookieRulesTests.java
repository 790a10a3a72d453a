package dev.lifeguard.autoconfigure.settings;

import dev.lifeguard.autoconfigure.properties.CookieHandling;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.NullSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link CookieRules}. What Spring Boot 4.0 refuses is tested with that.
 */
class CookieRulesTests {

	private final Rules rules = new Rules(new Written().leaves());

	@ParameterizedTest
	@NullSource
	@EnumSource(mode = Mode.EXCLUDE, names = "ENABLE")
	void clientMayKeepNone(@Nullable CookieHandling cookies) {
		assertThat(CookieRules.SUPPORTED).isTrue();
		assertThatCode(() -> CookieRules.check(this.rules, cookies)).doesNotThrowAnyException();
	}

	@Test
	void clientCannotKeepThem() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> CookieRules.check(this.rules, CookieHandling.ENABLE))
			.withMessage("lifeguard.clients.orders.cookie-handling = enable: Reactor Netty, which all clients use, "
					+ "does not store cookies.")
			.satisfies(
					(failure) -> assertThat(failure.getAction()).isEqualTo("Write disable or enable-when-possible."));
	}

}
