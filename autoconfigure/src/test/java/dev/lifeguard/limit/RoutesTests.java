package dev.lifeguard.limit;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Routes}.
 */
class RoutesTests {

	private static final long NOW = 1_000_000_000;

	private final Routes routes = new Routes(NOW);

	@Test
	void routeIsAMethodWithATemplate() {
		Baseline get = get("GET", "/orders/{id}");
		assertThat(get("GET", "/orders/{id}")).isSameAs(get);
		assertThat(get("PUT", "/orders/{id}")).isNotSameAs(get);
		assertThat(get("GET", "/customers/{id}")).isNotSameAs(get);
	}

	@Test
	void routeWithoutATemplateIsTheMethodAlone() {
		Baseline get = this.routes.get("GET", null, NOW);
		assertThat(this.routes.get("GET", null, NOW)).isSameAs(get);
		assertThat(this.routes.get("POST", null, NOW)).isNotSameAs(get);
		assertThat(get("GET", "/")).isNotSameAs(get);
	}

	@Test
	void firstSixtyFourHaveABaselineEachAndTheRestShareOne() {
		Set<Baseline> first = Collections.newSetFromMap(new IdentityHashMap<>());
		IntStream.range(0, 64).forEach((route) -> first.add(get("GET", "/" + route)));
		assertThat(first).hasSize(64);
		Baseline other = get("GET", "/64");
		assertThat(first).doesNotContain(other);
		assertThat(get("POST", "/65")).isSameAs(other);
		assertThat(first).contains(get("GET", "/0"), get("GET", "/63"));
	}

	@Test
	void routesThatNeverGetABaselineMakeRoomOnceAMinute() {
		learn(get("GET", "/orders/{id}"));
		IntStream.range(0, 100).forEach((number) -> get("GET", "/orders/" + number));
		Baseline others = get("GET", "/customers/{id}");
		long soon = NOW + Duration.ofSeconds(59).toNanos();
		assertThat(this.routes.get("GET", "/customers/{id}", soon)).isSameAs(others);
		long later = NOW + Duration.ofSeconds(60).toNanos();
		Baseline customers = this.routes.get("GET", "/customers/{id}", later);
		assertThat(customers).isNotSameAs(others);
		assertThat(this.routes.known()).containsKey("GET /orders/{id}");
		Set<Baseline> all = Collections.newSetFromMap(new IdentityHashMap<>());
		IntStream.range(0, 100).forEach((number) -> all.add(this.routes.get("GET", "/later/" + number, later)));
		assertThat(all).as("there is room for 62, and the others").hasSize(63);
		assertThat(this.routes.get("GET", "/customers/{id}", later)).isSameAs(customers);
	}

	@Test
	void manyThreadsDoNotMakeMoreThanSixtyFour() {
		Set<Baseline> all = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
		IntStream.range(0, 20_000).parallel().forEach((call) -> all.add(get("GET", "/" + call % 100)));
		assertThat(new HashSet<>(all)).hasSizeLessThanOrEqualTo(65);
		assertThat(get("GET", "/0")).isSameAs(get("GET", "/0"));
	}

	@Test
	void knownBaselinesHaveTheNamesOfTheirRoutes() {
		learn(get("GET", "/orders/{id}"));
		learn(this.routes.get("POST", null, NOW));
		get("GET", "/never-answered");
		assertThat(this.routes.known()).containsOnlyKeys("GET /orders/{id}", "POST");
		assertThat(this.routes.known().get("POST")).isBetween(Duration.ofMillis(90), Duration.ofMillis(110));
	}

	@Test
	void sharedBaselineIsCalledOther() {
		IntStream.range(0, 64).forEach((route) -> get("GET", "/" + route));
		learn(get("GET", "/one-too-many"));
		assertThat(this.routes.known()).containsOnlyKeys("other");
	}

	@Test
	void askingWhetherARouteIsParkedDoesNotMakeIt() {
		IntStream.range(0, 100).forEach((route) -> this.routes.isParked("GET", "/" + route));
		Baseline first = get("GET", "/a");
		Baseline second = get("GET", "/b");
		assertThat(first).isNotSameAs(second);
	}

	@Test
	void parkedRoutesAreFound() {
		park(get("GET", "/events"));
		assertThat(this.routes.isParked("GET", "/events")).isTrue();
		assertThat(this.routes.isParked("GET", "/orders")).isFalse();
	}

	@Test
	void unknownRouteIsNotParkedBecauseTheOthersAre() {
		IntStream.range(0, 64).forEach((route) -> get("GET", "/" + route));
		park(get("GET", "/other"));
		assertThat(this.routes.isParked("GET", "/one-more")).isTrue();
		assertThat(this.routes.isParked("GET", "/0")).isFalse();
	}

	private Baseline get(String method, String template) {
		return this.routes.get(method, template, NOW);
	}

	private static void learn(Baseline baseline) {
		for (int answer = 0; answer < 50; answer++) {
			baseline.add(Duration.ofMillis(100).toNanos(), NOW);
		}
	}

	private static void park(Baseline baseline) {
		for (int answer = 0; answer < 600; answer++) {
			baseline.add(Duration.ofSeconds(20).toNanos(), NOW + Duration.ofSeconds(answer).toNanos());
		}
	}

}
