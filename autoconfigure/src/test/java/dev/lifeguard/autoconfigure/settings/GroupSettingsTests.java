package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.properties.CookieHandling;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link GroupSettings}.
 */
class GroupSettingsTests {

	private static final String GROUP = "spring.http.serviceclient.orders.";

	private final MockEnvironment environment = new MockEnvironment();

	private GroupSettings groups() {
		return new GroupSettings(this.environment);
	}

	/**
	 * Write all settings of a group.
	 */
	private void write() {
		this.environment.withProperty(GROUP + "connect-timeout", "3s")
			.withProperty(GROUP + "read-timeout", "7s")
			.withProperty(GROUP + "redirects", "dont-follow")
			.withProperty(GROUP + "cookie-handling", "disable")
			.withProperty(GROUP + "ssl.bundle", "bundle")
			.withProperty(GROUP + "base-url", "http://a.test");
	}

	@ParameterizedTest
	@CsvSource({ "timeout.connect,connect-timeout", "timeout.response,read-timeout", "ssl.bundle,ssl.bundle",
			"base-url,base-url" })
	void groupHasSpringsNames(String ours, String springs) {
		assertThat(GroupSettings.property("orders", ours)).isEqualTo(GROUP + springs);
	}

	@Test
	void whatIsSaidOfAGroupIsSaidOfTheClientOfItsName() {
		write();
		ClientProperties properties = groups().of("orders");
		assertThat(properties.getTimeout().getConnect()).isEqualTo(Duration.ofSeconds(3));
		assertThat(properties.getTimeout().getResponse()).isEqualTo(Duration.ofSeconds(7));
		assertThat(properties.getRedirects()).isEqualTo(HttpRedirects.DONT_FOLLOW);
		assertThat(properties.getCookieHandling()).isEqualTo(CookieHandling.DISABLE);
		assertThat(properties.getSsl().getBundle()).isEqualTo("bundle");
		assertThat(groups().of("billing").getTimeout().getConnect()).isNull();
	}

	@Test
	void baseUrlStaysBoots() {
		assertThat(groups().baseUrl("orders")).isNull();
		write();
		assertThat(groups().of("orders").getBaseUrl()).isNull();
		assertThat(groups().baseUrl("orders")).isEqualTo("http://a.test");
		assertThat(groups().baseUrl("billing")).isNull();
	}

	@Test
	void applicationWithoutGroupsSaysNothing() {
		assertThat(groups().of("orders").getRedirects()).isNull();
	}

	private void check(Written written, @Nullable String ownBaseUrl) {
		GroupSettings groups = groups();
		Leaves leaves = written.at(Origin.GROUP, groups.of("orders")).leaves();
		groups.check(new Rules(leaves), "orders", ownBaseUrl);
	}

	static Stream<Arguments> others() {
		return Stream.of(
				other("connect-timeout = 3s", "timeout.connect = 4s",
						(client) -> client.getTimeout().setConnect(Duration.ofSeconds(4))),
				other("read-timeout = 7s", "timeout.response = 8s",
						(client) -> client.getTimeout().setResponse(Duration.ofSeconds(8))),
				other("redirects = DONT_FOLLOW", "redirects = FOLLOW",
						(client) -> client.setRedirects(HttpRedirects.FOLLOW)),
				other("cookie-handling = DISABLE", "cookie-handling = ENABLE_WHEN_POSSIBLE",
						(client) -> client.setCookieHandling(CookieHandling.ENABLE_WHEN_POSSIBLE)),
				other("ssl.bundle = bundle", "ssl.bundle = other", (client) -> client.getSsl().setBundle("other")));
	}

	private static Arguments other(String group, String own, Consumer<ClientProperties> writing) {
		return Arguments.of(group, own, writing);
	}

	@ParameterizedTest
	@MethodSource("others")
	void valueThatIsWrittenTwiceAndDiffersIsRefusedWithBothPlaces(String group, String own,
			Consumer<ClientProperties> writing) {
		write();
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> check(new Written().own(writing), null))
			.withMessageStartingWith(GROUP + group + " and lifeguard.clients.orders." + own + ": ");
	}

	@Test
	void baseUrlThatDiffersIsRefusedWhereverTheOtherOneWasWritten() {
		write();
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> check(new Written().own((client) -> client.setBaseUrl("http://b.test")), "http://b.test"))
			.withMessageStartingWith(
					GROUP + "base-url = http://a.test and lifeguard.clients.orders.base-url = http://b.test: ");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> check(new Written(), "http://b.test"))
			.withMessageContaining(" and lifeguard.defaults.base-url = http://b.test: ");
	}

	@Test
	void valueThatIsWrittenTwiceAndIsTheSameIsNot() {
		write();
		ClientProperties same = groups().of("orders");
		assertThatCode(() -> check(new Written().at(Origin.CLIENT, same), "http://a.test")).doesNotThrowAnyException();
	}

	@Test
	void valueOfTheDefaultsIsOnlyWhatHoldsOtherwise() {
		write();
		assertThatCode(
				() -> check(new Written().at(Origin.DEFAULTS, (client) -> client.setRedirects(HttpRedirects.FOLLOW)),
						null))
			.doesNotThrowAnyException();
	}

	@Test
	void groupThatSaysNothingContradictsNothing() {
		this.environment.setProperty("spring.http.serviceclient.billing.base-url", "http://a.test");
		assertThatCode(
				() -> check(new Written().own((client) -> client.setRedirects(HttpRedirects.FOLLOW)), "http://b.test"))
			.doesNotThrowAnyException();
	}

}
