package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;

import dev.lifeguard.autoconfigure.settings.Leaves.ByDefault;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.limit.LimitSettings.Mode;
import dev.lifeguard.retry.RetrySettings.BudgetMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.convert.DurationStyle;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link FollowingDefaults}.
 */
class FollowingDefaultsTests {

	private final Written written = new Written();

	private final Leaves leaves = this.written.leaves();

	private final FollowingDefaults defaults = new FollowingDefaults(this.leaves);

	private static Duration time(String value) {
		return DurationStyle.detectAndParse(value);
	}

	private static void assertTime(ByDefault<Duration> actual, String value, @Nullable String follows) {
		assertThat(actual).isEqualTo(new ByDefault<>(time(value), follows));
	}

	@Test
	void withoutAWordEveryDefaultIsBuiltIn() {
		assertTime(this.defaults.response(), "10s", null);
		assertTime(this.defaults.call(), "30s", null);
		assertTime(this.defaults.evictInterval(), "10s", null);
		assertTime(this.defaults.maxIdleTime(), "30s", null);
		assertTime(this.defaults.backoffBase(), "100ms", null);
		assertTime(this.defaults.backoffCap(), "2s", null);
		assertTime(this.defaults.leaseTime(), "30s", null);
		assertTime(this.defaults.heartbeat(), "5s", null);
		assertThat(this.defaults.maxConnections()).isEqualTo(new ByDefault<>(50, null));
	}

	@Test
	void learnedLimitBeginsWithinItsBounds() {
		assertThat(this.defaults.limitInitial(50)).isEqualTo(new ByDefault<>(10, null));
		assertThat(this.defaults.limitInitial(4)).isEqualTo(new ByDefault<>(4, "pool.max-connections"));
		this.written.own((client) -> client.getLimit().setMin(12));
		assertThat(this.defaults.limitInitial(50)).isEqualTo(new ByDefault<>(12, "limit.min"));
	}

	@Test
	void boundHasRoomForALearnedLimit() {
		this.written.own((client) -> client.getLimit().setInitial(70));
		assertThat(this.defaults.maxConnections()).as("fixed").isEqualTo(new ByDefault<>(50, null));
		this.written.own((client) -> client.getLimit().setMode(Mode.ADAPTIVE));
		assertThat(this.defaults.maxConnections()).isEqualTo(new ByDefault<>(70, "limit.initial"));
		this.written.own((client) -> client.getLimit().setMin(80));
		assertThat(this.defaults.maxConnections()).isEqualTo(new ByDefault<>(80, "limit.min"));
	}

	@Test
	void whoSizesTheBucketWantsNoMoreRetries() {
		assertThat(this.defaults.budgetMode()).isEqualTo(new ByDefault<>(BudgetMode.LEARNED, null));
		this.written.own((client) -> client.getRetry().getBudget().setRatio(0.1));
		assertThat(this.defaults.budgetMode()).as("a ratio is no size")
			.isEqualTo(new ByDefault<>(BudgetMode.LEARNED, null));
		this.written.own((client) -> client.getRetry().getBudget().setMinPerSecond(1.0));
		assertThat(this.defaults.budgetMode())
			.isEqualTo(new ByDefault<>(BudgetMode.FIXED, "retry.budget.min-per-second"));
		this.written.own((client) -> client.getRetry().getBudget().setCap(100));
		assertThat(this.defaults.budgetMode()).isEqualTo(new ByDefault<>(BudgetMode.FIXED, "retry.budget.cap"));
	}

	/**
	 * A limit of 0 is none; a negative one will be refused.
	 */
	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "1s,1s,timeout.call", "9999ms,9999ms,timeout.call", "10s,10s,-", "20s,10s,-",
			"0s,10s,-", "-1s,10s,-" })
	void answerDoesNotTakeLongerThanTheWholeCall(String call, String response, @Nullable String follows) {
		this.written.own((client) -> client.getTimeout().setCall(time(call)));
		assertTime(this.defaults.response(), response, follows);
	}

	/**
	 * What is too long stays so, to be refused by itself.
	 */
	@ParameterizedTest
	@CsvSource({ "2s,6s", "1ms,3ms", "8d,24d", "9d,24d", "24d,24d", "25d,25d" })
	void wholeCallHasTimeForThreeAnswers(String response, String call) {
		this.written.own((client) -> client.getTimeout().setResponse(time(response)));
		assertTime(this.defaults.call(), call, "timeout.response");
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "4s,2s,pool.max-idle-time", "20s,10s,-", "19s,9500ms,pool.max-idle-time",
			"1m,10s,-", "1ms,1ms,pool.max-idle-time" })
	void idleConnectionsAreLookedAtTwiceInTheirTime(String maxIdle, String evict, @Nullable String follows) {
		this.written.own((client) -> client.getPool().setMaxIdleTime(time(maxIdle)));
		assertTime(this.defaults.evictInterval(), evict, follows);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "40s,80s,pool.evict-interval", "15s,30s,-", "16s,32s,pool.evict-interval",
			"1s,30s,-", "20d,24d,pool.evict-interval" })
	void connectionsAreKeptForTwoLooksAtLeast(String evict, String maxIdle, @Nullable String follows) {
		this.written.own((client) -> client.getPool().setEvictInterval(time(evict)));
		assertTime(this.defaults.maxIdleTime(), maxIdle, follows);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "9s,3s,fleet.lease-time", "15s,5s,-", "1m,5s,-", "1ms,1ms,fleet.lease-time" })
	void leaseIsRenewedThreeTimesInItsTime(String leaseTime, String heartbeat, @Nullable String follows) {
		this.written.own((client) -> client.getFleet().setLeaseTime(time(leaseTime)));
		assertTime(this.defaults.heartbeat(), heartbeat, follows);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "20s,1m,fleet.heartbeat", "10s,30s,-", "1s,30s,-", "20d,24d,fleet.heartbeat" })
	void leaseHoldsForThreeHeartbeatsAtLeast(String heartbeat, String leaseTime, @Nullable String follows) {
		this.written.own((client) -> client.getFleet().setHeartbeat(time(heartbeat)));
		assertTime(this.defaults.leaseTime(), leaseTime, follows);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "50ms,50ms,retry.backoff.cap", "100ms,100ms,-", "5s,100ms,-", "0s,0s,retry.backoff.cap" })
	void firstBackoffIsNotAboveTheLongest(String cap, String base, @Nullable String follows) {
		this.written.own((client) -> client.getRetry().getBackoff().setCap(time(cap)));
		assertTime(this.defaults.backoffBase(), base, follows);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "3s,3s,retry.backoff.base", "2s,2s,-", "1ms,2s,-" })
	void longestBackoffIsNotBelowTheFirst(String base, String cap, @Nullable String follows) {
		this.written.own((client) -> client.getRetry().getBackoff().setBase(time(base)));
		assertTime(this.defaults.backoffCap(), cap, follows);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "80,-,80,pool.max-connections-per-host", "50,-,50,-", "5,-,50,-",
			"-,60,60,pool.warm-up", "60,60,60,pool.max-connections-per-host", "60,61,61,pool.warm-up" })
	void poolHasRoomForWhatIsWrittenOfItsParts(@Nullable Integer perHost, @Nullable Integer warmUp, int max,
			@Nullable String follows) {
		this.written.own((client) -> client.getPool().setMaxConnectionsPerHost(perHost));
		this.written.own((client) -> client.getPool().setWarmUp(warmUp));
		assertThat(this.defaults.maxConnections()).isEqualTo(new ByDefault<>(max, follows));
	}

	@Test
	void valueOfAnotherKeyIsFollowedUnlessThatIsBuiltIn() {
		this.leaves.found("pool.max-connections", 50, Origin.BUILT_IN);
		assertThat(this.defaults.sameAs("pool.max-connections", 50)).isEqualTo(new ByDefault<>(50, null));
		this.leaves.found("pool.max-connections", 20, Origin.DEFAULTS);
		assertThat(this.defaults.sameAs("pool.max-connections", 20))
			.isEqualTo(new ByDefault<>(20, "pool.max-connections"));
	}

	@Test
	void whatIsWrittenOfAllClientsIsFollowedAsWell() {
		this.written.at(Origin.SPRING, (client) -> client.getTimeout().setResponse(Duration.ofSeconds(20)));
		assertTime(this.defaults.call(), "60s", "timeout.response");
	}

}
