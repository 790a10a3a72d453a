package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.PropertyMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Built-in values never contradict what was written: each key starts alone, and of two
 * keys those are refused that contradict each other, wherever they were written.
 */
class WrittenSettingsTests {

	private static final List<String> TIMES = List.of("1ms", "2ms", "99ms", "101ms", "1s", "4s", "9s", "11s", "29s",
			"31s", "1h", "9d", "24d");

	private static final List<String> COUNTS = List.of("1", "2", "49", "50", "51", "1000", "100000");

	private static final Map<String, List<String>> LEGAL = legal();

	/** Have no meaning by themselves, or need something outside of the settings. */
	private static final Set<String> PARTS = Set.of("proxy.type", "proxy.host", "proxy.port", "proxy.username",
			"proxy.password", "proxy.non-proxy-hosts", "ssl.bundle", "default-headers");

	private static final List<Set<String>> RELATED = List.of(Set.of("timeout.response", "timeout.call"),
			Set.of("pool.evict-interval", "pool.max-idle-time"), Set.of("retry.backoff.base", "retry.backoff.cap"),
			Set.of("fleet.heartbeat", "fleet.lease-time"),
			Set.of("pool.max-connections", "pool.max-connections-per-host", "pool.warm-up"),
			Set.of("protocol", "base-url"));

	private static final String DEFAULTS = "lifeguard.defaults.";

	private static final String CLIENT = "lifeguard.clients.orders.";

	private static Map<String, List<String>> legal() {
		Map<String, List<String>> legal = new TreeMap<>();
		Stream
			.of("pool.acquire-timeout", "pool.max-idle-time", "pool.max-life-time", "pool.evict-interval",
					"timeout.connect", "timeout.tls-handshake", "timeout.response", "leak.threshold",
					"fleet.lease-time", "fleet.heartbeat", "fleet.quarantine")
			.forEach((key) -> legal.put(key, TIMES));
		Stream.of("timeout.call", "retry.backoff.base", "retry.backoff.cap")
			.forEach((key) -> legal.put(key, Stream.concat(Stream.of("0"), TIMES.stream()).toList()));
		Stream
			.of("pool.max-connections", "pool.max-connections-per-host", "fleet.max-connections", "fleet.replicas",
					"fleet.floor", "limit.min", "limit.initial")
			.forEach((key) -> legal.put(key, COUNTS));
		Stream.of("pool.max-pending", "pool.warm-up", "retry.budget.cap")
			.forEach((key) -> legal.put(key, Stream.concat(Stream.of("0"), COUNTS.stream()).toList()));
		words(legal);
		return legal;
	}

	private static void words(Map<String, List<String>> legal) {
		legal.put("retry.max-attempts", List.of("1", "2", "3", "10", "100"));
		legal.put("retry.statuses", List.of("400", "503", "429,599"));
		legal.put("retry.methods", List.of("GET", "GET,POST,PATCH"));
		legal.put("retry.budget.mode", List.of("fixed", "learned"));
		legal.put("retry.budget.ratio", List.of("0", "0.01", "1", "100"));
		legal.put("retry.budget.min-per-second", List.of("0", "0.1", "1000"));
		Stream.of("retry.enabled", "retry.attempt-header", "pool.trim-idle")
			.forEach((key) -> legal.put(key, List.of("true", "false")));
		legal.put("pool.order", List.of("fifo", "lifo", "adaptive"));
		legal.put("priority", List.of("high", "normal", "low"));
		legal.put("limit.mode", List.of("fixed", "adaptive"));
		// a lease needs others beside it
		legal.put("fleet.mode", List.of("check"));
		legal.put("fleet.group", List.of("orders", "orders.test:443"));
		legal.put("fleet.when-unreachable", List.of("floor", "freeze"));
		legal.put("leak.action", List.of("off", "report", "reclaim"));
		legal.put("leak.capture", List.of("off", "sampled", "always"));
		legal.put("response.max-header-size", List.of("1KB", "1024", "8KB", "1500B", "1MB"));
		legal.put("protocol", List.of("http1", "h2", "h2c"));
		legal.put("redirects", List.of("follow", "dont-follow", "follow-when-possible"));
		legal.put("cookie-handling", List.of("disable", "enable-when-possible"));
		legal.put("base-url", List.of("http://orders.test", "https://orders.test:8443/api"));
	}

	@BeforeEach
	void quiet() {
		level(LogLevel.OFF);
	}

	@AfterEach
	void loud() {
		level(LogLevel.INFO);
	}

	private static void level(LogLevel level) {
		LoggingSystem.get(WrittenSettingsTests.class.getClassLoader()).setLogLevel("dev.lifeguard", level);
	}

	@Test
	void everyKeyIsLookedAt() {
		Set<String> known = PropertyMetadata.leaves()
			.keySet()
			.stream()
			.filter((key) -> key.startsWith(DEFAULTS))
			.map((key) -> key.substring(DEFAULTS.length()))
			.collect(Collectors.toSet());
		known.removeAll(PARTS);
		assertThat(LEGAL.keySet()).containsExactlyInAnyOrderElementsOf(known);
	}

	@Test
	void everyKeyStartsAlone() {
		LEGAL.forEach((key, values) -> values.forEach((value) -> places(key)
			.forEach((property) -> assertThat(failure(Map.of(property, value))).as(property + "=" + value).isNull())));
	}

	/**
	 * The places are chosen at random, and the values of keys that have nothing to do
	 * with each other; the seed is shown with what fails.
	 */
	@Test
	void pairsThatContradictEachOtherAreRefusedWithBothKeys() {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		int refused = 0;
		for (String first : LEGAL.keySet()) {
			for (String second : LEGAL.keySet()) {
				if (first.compareTo(second) < 0) {
					refused += pairs(first, second, random, seed);
				}
			}
		}
		assertThat(refused).as("pairs that were refused").isGreaterThan(100);
	}

	private static int pairs(String first, String second, Random random, long seed) {
		boolean related = RELATED.stream().anyMatch((keys) -> keys.contains(first) && keys.contains(second));
		List<String> others = related ? LEGAL.get(second) : List.of(anyOf(LEGAL.get(second), random));
		int refused = 0;
		for (String one : related ? LEGAL.get(first) : List.of(anyOf(LEGAL.get(first), random))) {
			for (String other : others) {
				refused += pair(Map.entry(first, one), Map.entry(second, other), random, seed);
			}
		}
		return refused;
	}

	private static int pair(Map.Entry<String, String> one, Map.Entry<String, String> other, Random random, long seed) {
		String first = anyOf(places(one.getKey()), random);
		String second = anyOf(places(other.getKey()), random);
		InvalidSettingException failure = failure(Map.of(first, one.getValue(), second, other.getValue()));
		String pair = "%s=%s, %s=%s, seed %d".formatted(first, one.getValue(), second, other.getValue(), seed);
		if (!contradict(Map.ofEntries(one, other))) {
			assertThat(failure).as(pair).isNull();
			return 0;
		}
		assertThat(failure).as(pair).isNotNull();
		assertThat(List.of(failure.getKey(), String.valueOf(failure.getOtherKey()))).as(pair)
			.containsExactlyInAnyOrder(first, second);
		return 1;
	}

	private static String anyOf(List<String> places, Random random) {
		return places.get(random.nextInt(places.size()));
	}

	/**
	 * What contradicts what, written down a second time.
	 */
	private static boolean contradict(Map<String, String> values) {
		return timesContradict(values) || isMore(values, "pool.max-connections-per-host", "pool.max-connections")
				|| isMore(values, "pool.warm-up", "pool.max-connections")
				|| isMore(values, "pool.warm-up", "pool.max-connections-per-host")
				|| isWrongScheme(values.get("protocol"), values.get("base-url"));
	}

	private static boolean timesContradict(Map<String, String> values) {
		Duration call = time(values, "timeout.call");
		Duration idle = time(values, "pool.max-idle-time");
		Duration lease = time(values, "fleet.lease-time");
		return isLonger(time(values, "timeout.response"), (call != null && !call.isZero()) ? call : null)
				|| isLonger(time(values, "pool.evict-interval"), (idle != null) ? idle.dividedBy(2) : null)
				|| isLonger(time(values, "retry.backoff.base"), time(values, "retry.backoff.cap"))
				|| isLonger(time(values, "fleet.heartbeat"), (lease != null) ? lease.dividedBy(3) : null);
	}

	private static boolean isWrongScheme(@Nullable String protocol, @Nullable String url) {
		return protocol != null && url != null && protocol.equals(url.startsWith("https") ? "h2c" : "h2");
	}

	private static @Nullable Duration time(Map<String, String> values, String key) {
		String value = values.get(key);
		return (value != null) ? DurationStyle.detectAndParse(value) : null;
	}

	private static boolean isLonger(@Nullable Duration one, @Nullable Duration other) {
		return one != null && other != null && one.compareTo(other) > 0;
	}

	private static boolean isMore(Map<String, String> values, String one, String other) {
		return values.containsKey(one) && values.containsKey(other)
				&& Integer.parseInt(values.get(one)) > Integer.parseInt(values.get(other));
	}

	static List<String> places(String key) {
		List<String> places = new ArrayList<>(List.of(CLIENT + key, DEFAULTS + key));
		if (SpringClientSettings.NAMES.containsKey(key)) {
			places.add(SpringClientSettings.property(key));
			places.add(GroupSettings.property("orders", key));
		}
		return places;
	}

	private static @Nullable InvalidSettingException failure(Map<String, String> written) {
		Map<String, String> properties = new TreeMap<>(written);
		properties.put(CLIENT + "default-headers.X-Any", "any");
		return catchThrowableOfType(InvalidSettingException.class, () -> Mapping.of(properties).map());
	}

}
