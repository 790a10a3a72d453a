package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;

import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of {@link Rules}.
 */
class RulesTests {

	private final Leaves leaves = new Written().leaves();

	private final Rules rules = new Rules(this.leaves);

	private static @Nullable InvalidSettingException failure(Runnable rule) {
		return catchThrowableOfType(InvalidSettingException.class, rule::run);
	}

	@ParameterizedTest
	@CsvSource({ "1,true", "0,false", "-1,false" })
	void leastIsPossible(int value, boolean possible) {
		InvalidSettingException failure = failure(() -> this.rules.atLeast("pool.max-connections", value, 1));
		assertThat(failure == null).isEqualTo(possible);
	}

	@Test
	void refusalSaysWhatWasWrittenWhereAndWhatToWrite() {
		this.leaves.found("pool.max-pending", -5, Origin.DEFAULTS);
		assertThat(failure(() -> this.rules.atLeast("pool.max-pending", -5, 0)))
			.hasMessage("lifeguard.defaults.pool.max-pending = -5: Must be at least 0.")
			.extracting(InvalidSettingException::getAction)
			.isEqualTo("Write 0 or more, or remove the property to use the default.");
	}

	@Test
	void valueThatAllOfSpringsClientsShareMayBeRightForOthers() {
		this.leaves.found("timeout.response", "0s", Origin.SPRING);
		assertThat(this.rules.refusal("timeout.response", Duration.ZERO, "It must be longer.", "Write more."))
			.hasMessage("spring.http.clients.read-timeout = 0s: It must be longer.")
			.extracting(InvalidSettingException::getAction)
			.isEqualTo(
					"Write more. If it is right for other clients, write lifeguard.defaults.timeout.response as well.");
	}

	@Test
	void refusalIsOnlyMadeOfWhatIsWrong() {
		this.rules.refuseIf(false, "base-url", "http://a.test", "none", "none");
		assertThat(failure(() -> this.rules.refuseIf(true, "base-url", "http://me:s3cret@a.test", "none", "none")))
			.isNotNull()
			.satisfies((failure) -> assertThat(failure.getValue()).endsWith("a.test").doesNotContain("s3cret"));
	}

	@ParameterizedTest
	@CsvSource({ "1ms,true", "999us,false", "0s,false", "-1s,false", "24d,true", "25d,false" })
	void positiveTimeIsAMillisecondAtLeast(String value, boolean possible) {
		Duration time = DurationStyle.detectAndParse(value);
		assertThat(failure(() -> this.rules.positive("timeout.connect", time)) == null).isEqualTo(possible);
	}

	@ParameterizedTest
	@CsvSource({ "24d,true", "2073600001ms,false", "0s,true", "-1s,true" })
	void timersCountNoLongerThan24Days(String value, boolean possible) {
		Duration time = DurationStyle.detectAndParse(value);
		assertThat(failure(() -> this.rules.notTooLong("timeout.call", time)) == null).isEqualTo(possible);
	}

	@ParameterizedTest
	@CsvSource({ "1023,false", "1024,true", "2048,true", "2049,false" })
	void sizeIsBetweenTwoOthers(long bytes, boolean possible) {
		InvalidSettingException failure = failure(() -> this.rules.within("response.max-header-size",
				DataSize.ofBytes(bytes), DataSize.ofKilobytes(1), DataSize.ofKilobytes(2)));
		assertThat(failure == null).isEqualTo(possible);
		if (failure != null) {
			assertThat(failure.getPossible()).isEqualTo("The size must be between 1KB and 2KB.");
		}
	}

	@Test
	void contradictionNamesBothPlaces() {
		this.leaves.found("timeout.response", "31s", Origin.CLIENT);
		this.leaves.found("timeout.call", "30s", Origin.DEFAULTS);
		assertThat(this.rules.contradiction("timeout.response", Duration.ofSeconds(31), "timeout.call",
				Duration.ofSeconds(30), "It does not fit.", "Lower the first."))
			.hasMessage("lifeguard.clients.orders.timeout.response = 31s and lifeguard.defaults.timeout.call = 30s: "
					+ "It does not fit.");
	}

	@Test
	void nameOfAPropertyIsLeftAsItIs() {
		assertThat(this.rules.contradiction("spring.http.serviceclient.orders.base-url", "http://a.test",
				"lifeguard.clients.orders.base-url", "http://b.test", "It does not fit.", "Write one."))
			.hasMessageStartingWith("spring.http.serviceclient.orders.base-url = http://a.test and "
					+ "lifeguard.clients.orders.base-url = http://b.test: ");
	}

	@Test
	void keysAreWrittenIfAllOfThemAre() {
		this.leaves.found("timeout.response", "31s", Origin.SPRING);
		this.leaves.found("timeout.call", "30s", Origin.BUILT_IN);
		assertThat(this.rules.areWritten("timeout.response")).isTrue();
		assertThat(this.rules.areWritten("timeout.response", "timeout.call")).isFalse();
	}

	@Test
	void keyThatGaveAnotherItsValueIsFoundThroughSeveralSteps() {
		FollowingDefaults defaults = new FollowingDefaults(this.leaves);
		this.leaves.found("pool.warm-up", 60, Origin.CLIENT);
		int max = this.leaves.following("pool.max-connections", (client) -> client.getPool().getMaxConnections(),
				new Leaves.ByDefault<>(60, "pool.warm-up"));
		this.leaves.following("pool.max-connections-per-host", (client) -> client.getPool().getMaxConnectionsPerHost(),
				defaults.sameAs("pool.max-connections", max));
		assertThat(this.rules.written("pool.max-connections-per-host")).isEqualTo("pool.warm-up");
		assertThat(this.rules.written("pool.warm-up")).isEqualTo("pool.warm-up");
		assertThat(this.rules.written("unknown")).isEqualTo("unknown");
	}

}
