package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

import dev.lifeguard.autoconfigure.fleet.Fleet;
import dev.lifeguard.autoconfigure.fleet.SharedBound;
import dev.lifeguard.autoconfigure.settings.BaseUrls.BaseUrl;
import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.pool.PoolSettings;
import dev.lifeguard.retry.RetrySettings;
import dev.lifeguard.testsupport.TestClients;
import dev.lifeguard.time.TimeoutSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RiskySettings}.
 */
@ExtendWith(OutputCaptureExtension.class)
class RiskySettingsTests {

	private static final SharedBound FIFTY = new SharedBound(List.of(new SharedBound.Client("orders", null, 50)));

	private static final Fleet NO_FLEET = new Fleet(null, null, false, () -> FIFTY);

	private static final Map<String, Setting> CHOSEN = Map.of("timeout.response", new Setting("any", Origin.CLIENT));

	private static final ClientSettings STANDARD = TestClients.settings("orders");

	private PoolSettings pool = STANDARD.pool();

	private TimeoutSettings timeouts = STANDARD.timeouts();

	private RetrySettings retry = STANDARD.retry();

	private FleetSettings fleet = STANDARD.fleet();

	private Map<String, Setting> effective = CHOSEN;

	private ClientSettings settings() {
		return new ClientSettings(STANDARD.name(), STANDARD.baseUrl(), STANDARD.protocol(), STANDARD.defaultHeaders(),
				this.pool, STANDARD.gate(), STANDARD.limit(), this.fleet, this.timeouts, STANDARD.response(),
				this.retry, STANDARD.leaks(), this.effective, List.of());
	}

	private List<String> advice() {
		return advice(new BaseUrl("http://a.test", null), NO_FLEET);
	}

	private List<String> advice(BaseUrl baseUrl, Fleet fleet) {
		return RiskySettings.adviceOn(settings(), baseUrl, fleet);
	}

	private void timeouts(String response, String call) {
		this.timeouts = new TimeoutSettings(STANDARD.timeouts().connect(), STANDARD.timeouts().tlsHandshake(),
				time(response), time(call));
	}

	private static Duration time(String value) {
		return DurationStyle.detectAndParse(value);
	}

	private void retry(boolean enabled, int maxAttempts, String... methods) {
		RetrySettings defaults = RetrySettings.DEFAULTS;
		this.retry = new RetrySettings(enabled, maxAttempts, defaults.statuses(), new LinkedHashSet<>(List.of(methods)),
				defaults.backoff(), defaults.budget(), false);
	}

	@Test
	void defaultsAreNotRisky() {
		assertThat(advice()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "59999ms,false", "60s,true" })
	void idleConnectionsThatServersCloseAreRisky(String maxIdle, boolean risky) {
		this.pool = new PoolSettings(2, 2, time(maxIdle), this.pool.maxLifeTime(), this.pool.evictInterval());
		assertThat(advice()).hasSize(risky ? 1 : 0)
			.allMatch((advice) -> advice.startsWith("idle connections are kept for longer than many servers and load "
					+ "balancers do: pool.max-idle-time is 1m, and 1m is a common keep-alive timeout"));
	}

	@Test
	void addressOfATestIsRiskyAnywhereElse() {
		assertThat(advice(new BaseUrl("http://me:s3cret@a.test/b", "http://me:s3cret@c/b"), NO_FLEET)).singleElement()
			.asString()
			.startsWith("relative URIs go to another server: lifeguard.override-base-url is set, so its base URL is ")
			.contains("c/b instead of ", "a.test/b")
			.doesNotContain("s3cret");
		assertThat(advice(new BaseUrl(null, "http://c"), NO_FLEET)).singleElement()
			.asString()
			.contains("so its base URL is http://c instead of none");
	}

	@Test
	void fleetThatIsTooLargeIsRisky() {
		Fleet fleet = new Fleet(499, 10, false, () -> FIFTY);
		assertThat(advice(new BaseUrl(null, null), fleet)).containsExactly(fleet.advice());
	}

	@ParameterizedTest
	@CsvSource({ "10s,30s,false", "10001ms,30s,true", "10s,29999ms,true", "1h,0s,false" })
	void slowAttemptsThatDoNotFitIntoACallAreRisky(String response, String call, boolean risky) {
		timeouts(response, call);
		assertThat(advice()).hasSize(risky ? 1 : 0)
			.allMatch((advice) -> advice.startsWith("slow attempts do not fit into a call: "));
	}

	@Test
	void attemptsAreToldWithTheirNumbers() {
		timeouts("20s", "30s");
		assertThat(advice()).singleElement()
			.asString()
			.contains("retry.max-attempts (3) x timeout.response (20s) = 1m, and timeout.call is 30s");
	}

	@ParameterizedTest
	@CsvSource({ "timeout.response,DEFAULTS,true", "retry.max-attempts,CLIENT,true", "timeout.response,FOLLOWS,false",
			"retry.max-attempts,BUILT_IN,false", "timeout.call,CLIENT,false" })
	void onlyWhatSomebodyChoseIsRisky(String key, Origin origin, boolean risky) {
		timeouts("20s", "30s");
		this.effective = Map.of(key, new Setting("any", origin));
		assertThat(advice()).hasSize(risky ? 1 : 0);
	}

	@Test
	void methodsThatMayWorkTwiceAreRisky() {
		retry(true, 2, "GET", "PATCH", "POST");
		assertThat(advice()).singleElement()
			.asString()
			.startsWith(
					"the backend may process a request twice: retry.methods contains POST, PATCH; send an Idempotency-Key");
	}

	@ParameterizedTest
	@CsvSource({ "false,3", "true,1" })
	void nothingIsRiskyOfRetriesThatAreOff(boolean enabled, int maxAttempts) {
		timeouts("20s", "10s");
		retry(enabled, maxAttempts, "POST");
		assertThat(advice()).isEmpty();
	}

	@Test
	void adviceIsWrittenToTheLogOnceEach(CapturedOutput output) {
		RiskySettings.warnOf(settings().withAdvice(List.of("one", "two")));
		assertThat(output).containsOnlyOnce("client 'orders': one").containsOnlyOnce("client 'orders': two");
	}

}
