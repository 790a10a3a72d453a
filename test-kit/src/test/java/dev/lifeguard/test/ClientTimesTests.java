package dev.lifeguard.test;

import java.util.Map;

import dev.lifeguard.transport.Protocol;
import org.junit.jupiter.api.Test;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ClientTimes}.
 */
class ClientTimesTests {

	private static final String CLIENT = "lifeguard.clients.orders.";

	private final StandardEnvironment environment = new StandardEnvironment();

	private Map<String, Object> times() {
		return times(0.1);
	}

	private Map<String, Object> times(double scale) {
		return ClientTimes.overrides(new Written(this.environment),
				new BackendSettings("orders", scale, false, Protocol.HTTP1));
	}

	private void application(String key, String value) {
		add(false, key, value);
	}

	private void test(String key, String value) {
		add(true, key, value);
	}

	private void add(boolean first, String key, String value) {
		MapPropertySource source = new MapPropertySource(key, Map.of(key, value));
		if (first) {
			this.environment.getPropertySources().addFirst(source);
		}
		else {
			this.environment.getPropertySources().addLast(source);
		}
	}

	@Test
	void defaultsBecomeATenth() {
		assertThat(times()).containsOnly(Map.entry(CLIENT + "pool.acquire-timeout", "100ms"),
				Map.entry(CLIENT + "timeout.connect", "500ms"), Map.entry(CLIENT + "timeout.response", "1000ms"),
				Map.entry(CLIENT + "timeout.call", "3000ms"), Map.entry(CLIENT + "leak.threshold", "1000ms"),
				Map.entry(CLIENT + "retry.backoff.base", "10ms"), Map.entry(CLIENT + "retry.backoff.cap", "200ms"));
	}

	@Test
	void scaleOfOneLeavesAllAsItIs() {
		assertThat(times(1)).isEmpty();
	}

	@Test
	void timesOfTheApplicationAreScaled() {
		application(CLIENT + "timeout.response", "8s");
		application("lifeguard.defaults.timeout.call", "40s");
		application("spring.http.clients.connect-timeout", "6s");
		assertThat(times()).containsEntry(CLIENT + "timeout.response", "800ms")
			.containsEntry(CLIENT + "timeout.call", "4000ms")
			.containsEntry(CLIENT + "leak.threshold", "800ms")
			.containsEntry(CLIENT + "timeout.connect", "600ms");
	}

	@Test
	void timesOfTheTestStay() {
		test(CLIENT + "timeout.response", "700ms");
		assertThat(times()).doesNotContainKey(CLIENT + "timeout.response")
			.doesNotContainKey(CLIENT + "timeout.call")
			.doesNotContainKey(CLIENT + "leak.threshold")
			.containsEntry(CLIENT + "pool.acquire-timeout", "100ms");
	}

	@Test
	void callIsNeverShorterThanTheResponseOfTheTest() {
		test(CLIENT + "timeout.response", "5s");
		application(CLIENT + "timeout.call", "30s");
		assertThat(times()).containsEntry(CLIENT + "timeout.call", "5000ms");
	}

	@Test
	void responseIsNeverLongerThanTheCallOfTheTest() {
		test(CLIENT + "timeout.call", "500ms");
		application(CLIENT + "timeout.response", "10s");
		assertThat(times()).containsEntry(CLIENT + "timeout.response", "500ms")
			.doesNotContainKey(CLIENT + "timeout.call");
	}

	@Test
	void responseFollowsTheCallOfTheTest() {
		test(CLIENT + "timeout.call", "500ms");
		assertThat(times()).doesNotContainKey(CLIENT + "timeout.response");
	}

	@Test
	void endlessCallStaysEndless() {
		application(CLIENT + "timeout.call", "0");
		assertThat(times()).containsEntry(CLIENT + "timeout.call", "0ms")
			.containsEntry(CLIENT + "timeout.response", "1000ms");
	}

	@Test
	void whatIsShortIsNotMadeTooShort() {
		application(CLIENT + "timeout.response", "1s");
		application(CLIENT + "timeout.connect", "150ms");
		application(CLIENT + "timeout.call", "3s");
		application(CLIENT + "pool.acquire-timeout", "500ms");
		assertThat(times()).containsEntry(CLIENT + "timeout.response", "500ms")
			.containsEntry(CLIENT + "timeout.call", "2000ms")
			.containsEntry(CLIENT + "timeout.connect", "150ms")
			.containsEntry(CLIENT + "pool.acquire-timeout", "100ms");
	}

	@Test
	void backoffsDoNotContradictEachOther() {
		test(CLIENT + "retry.backoff.base", "1s");
		assertThat(times()).doesNotContainKey(CLIENT + "retry.backoff.base")
			.containsEntry(CLIENT + "retry.backoff.cap", "1000ms");
	}

	@Test
	void httpServiceGroupSaysTheSame() {
		application("spring.http.serviceclient.orders.read-timeout", "6s");
		assertThat(times()).containsEntry(CLIENT + "timeout.response", "600ms")
			.containsEntry("spring.http.serviceclient.orders.read-timeout", "600ms")
			.doesNotContainKey("spring.http.serviceclient.orders.connect-timeout");
	}

}
