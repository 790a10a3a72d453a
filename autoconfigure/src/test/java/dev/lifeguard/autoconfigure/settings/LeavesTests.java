package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.settings.Leaves.ByDefault;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Leaves}.
 */
class LeavesTests {

	private static final String KEY = "timeout.response";

	private static final Function<ClientProperties, @Nullable Duration> RESPONSE = (client) -> client.getTimeout()
		.getResponse();

	private final Written written = new Written();

	private final Leaves leaves = this.written.leaves();

	private void write(Origin place, long seconds) {
		this.written.at(place, (client) -> client.getTimeout().setResponse(Duration.ofSeconds(seconds)));
	}

	@Test
	void firstPlaceThatHasAValueWins() {
		assertIsTheOneOf(Origin.SPRING, 4);
		assertIsTheOneOf(Origin.DEFAULTS, 3);
		assertIsTheOneOf(Origin.GROUP, 2);
		assertIsTheOneOf(Origin.CLIENT, 1);
	}

	private void assertIsTheOneOf(Origin place, long seconds) {
		write(place, seconds);
		assertThat(this.leaves.leaf(KEY, RESPONSE, Duration.ofSeconds(99))).isEqualTo(Duration.ofSeconds(seconds));
		assertThat(this.leaves.found().get(KEY)).isEqualTo(new Setting(seconds + "s", place));
	}

	@Test
	void valueThatNobodyWroteIsBuiltIn() {
		assertThat(this.leaves.leaf(KEY, RESPONSE, Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(10));
		assertThat(this.leaves.found()).isEqualTo(Map.of(KEY, new Setting("10s", Origin.BUILT_IN)));
		assertThat(this.leaves.isWritten(KEY)).isFalse();
	}

	@Test
	void valueThatNobodyWroteMayFollowAnother() {
		ByDefault<Duration> follows = new ByDefault<>(Duration.ofSeconds(3), "timeout.call");
		assertThat(this.leaves.following(KEY, RESPONSE, follows)).isEqualTo(Duration.ofSeconds(3));
		assertThat(this.leaves.found().get(KEY)).isEqualTo(new Setting("3s", Origin.FOLLOWS, "timeout.call"));
		assertThat(this.leaves.isWritten(KEY)).isFalse();
		write(Origin.DEFAULTS, 4);
		assertThat(this.leaves.following(KEY, RESPONSE, follows)).isEqualTo(Duration.ofSeconds(4));
		assertThat(this.leaves.isWritten(KEY)).isTrue();
	}

	@Test
	void valueWithoutADefaultIsOnlyFoundIfItWasWritten() {
		assertThat(this.leaves.inherited(KEY, RESPONSE)).isNull();
		assertThat(this.leaves.found()).isEmpty();
		assertThat(this.leaves.isWritten(KEY)).isFalse();
		write(Origin.SPRING, 5);
		assertThat(this.leaves.inherited(KEY, RESPONSE)).isEqualTo(Duration.ofSeconds(5));
		assertThat(this.leaves.isWritten(KEY)).isTrue();
	}

	@Test
	void lookAtWhatIsWrittenLeavesNoTrace() {
		assertThat(this.leaves.written(RESPONSE)).isNull();
		write(Origin.SPRING, 5);
		write(Origin.DEFAULTS, 4);
		assertThat(this.leaves.written(RESPONSE)).isEqualTo(Duration.ofSeconds(4));
		assertThat(this.leaves.found()).isEmpty();
		assertThat(this.leaves.at(Origin.SPRING).getTimeout().getResponse()).isEqualTo(Duration.ofSeconds(5));
		assertThat(this.leaves.at(Origin.OVERRIDE).getTimeout().getResponse()).isNull();
	}

	@Test
	void secretIsOnlyFoundToBeThere() {
		assertThat(this.leaves.secret("proxy.password", (client) -> client.getProxy().getPassword())).isNull();
		assertThat(this.leaves.found()).isEmpty();
		this.written.at(Origin.DEFAULTS, (client) -> client.getProxy().setPassword("s3cret"));
		assertThat(this.leaves.secret("proxy.password", (client) -> client.getProxy().getPassword()))
			.isEqualTo("s3cret");
		assertThat(this.leaves.found().get("proxy.password")).isEqualTo(new Setting("******", Origin.DEFAULTS));
	}

	@Test
	void valueThatWasSaidElsewhereIsFoundAsItMayBeShown() {
		this.leaves.found("base-url", "http://me:s3cret@a.test/", Origin.OVERRIDE);
		assertThat(this.leaves.found().get("base-url").value().toString()).endsWith("a.test/").doesNotContain("s3cret");
		assertThat(this.leaves.origin("base-url")).isEqualTo(Origin.OVERRIDE);
	}

	@ParameterizedTest
	@CsvSource({ "OVERRIDE,lifeguard.override-base-url", "CLIENT,lifeguard.clients.orders.timeout.response",
			"GROUP,spring.http.serviceclient.orders.read-timeout", "DEFAULTS,lifeguard.defaults.timeout.response",
			"SPRING,spring.http.clients.read-timeout", "FOLLOWS,lifeguard.clients.orders.timeout.response",
			"BUILT_IN,lifeguard.clients.orders.timeout.response" })
	void propertyIsTheOneThatWouldChangeTheValue(Origin place, String property) {
		assertThat(this.leaves.property(KEY, place)).isEqualTo(property);
		this.leaves.found(KEY, "5s", place);
		assertThat(this.leaves.property(KEY)).isEqualTo(property);
	}

	@Test
	void valueThatWasNotLookedUpIsTheClients() {
		assertThat(this.leaves.origin(KEY)).isEqualTo(Origin.BUILT_IN);
		assertThat(this.leaves.property(KEY)).isEqualTo("lifeguard.clients.orders.timeout.response");
	}

}
