package dev.lifeguard.autoconfigure.settings;

import java.time.Duration;
import java.util.List;

import dev.lifeguard.client.ClientSettings;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import dev.lifeguard.limit.FleetSettings;
import dev.lifeguard.limit.FleetSettings.Mode;
import dev.lifeguard.limit.FleetSettings.WhenUnreachable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of {@link FleetRules}.
 */
class FleetRulesTests {

	private static final String ORDERS = "lifeguard.clients.orders.";

	private final Written written = new Written();

	private final Leaves leaves = this.written.leaves();

	@Test
	void fleetIsReadWhereverItWasWritten() {
		this.written.own((client) -> {
			client.getFleet().setMode(Mode.LEASE);
			client.getFleet().setMaxConnections(200);
			client.getFleet().setGroup("shop");
			client.getFleet().setQuarantine(Duration.ofMinutes(1));
		});
		this.written.at(Origin.DEFAULTS, (client) -> {
			client.getFleet().setReplicas(10);
			client.getFleet().setFloor(2);
			client.getFleet().setWhenUnreachable(WhenUnreachable.FREEZE);
		});
		assertThat(FleetRules.settings(this.leaves, "http://a.test"))
			.isEqualTo(new FleetSettings(Mode.LEASE, 200, 10, "shop", 2, Duration.ofSeconds(30), Duration.ofSeconds(5),
					Duration.ofMinutes(1), WhenUnreachable.FREEZE));
		assertThat(this.leaves.found()).containsEntry("fleet.max-connections", new Setting(200, Origin.CLIENT))
			.containsEntry("fleet.replicas", new Setting(10, Origin.DEFAULTS))
			.containsEntry("fleet.group", new Setting("shop", Origin.CLIENT));
	}

	@Test
	void clientMayBePartOfNone() {
		assertThat(FleetRules.settings(this.leaves, "http://a.test")).isEqualTo(FleetSettings.DEFAULTS);
		assertThat(this.leaves.found()).doesNotContainKeys("fleet.max-connections", "fleet.replicas", "fleet.group");
		FleetRules.check(new Rules(this.leaves), FleetSettings.DEFAULTS, false);
	}

	@ParameterizedTest
	@CsvSource({ "https://Orders.test/api, orders.test:443", "http://orders.test:8081, orders.test:8081",
			"http://my_host:80, my_host:80" })
	void groupIsTheBackendIfNoneIsWritten(String baseUrl, String group) {
		this.written.own((client) -> client.getFleet().setMode(Mode.LEASE));
		assertThat(FleetRules.settings(this.leaves, baseUrl).group()).isEqualTo(group);
		assertThat(this.leaves.found()).containsEntry("fleet.group", new Setting(group, Origin.FOLLOWS, "base-url"));
	}

	@ParameterizedTest
	@CsvSource({ "1,1,true", "0,1,false", "1,0,false", "-5,1,false" })
	void numbersAreOneAtLeast(int maxConnections, int replicas, boolean possible) {
		InvalidSettingException failure = failure(
				Mapping.of(ORDERS + "fleet.max-connections=" + maxConnections, ORDERS + "fleet.replicas=" + replicas));
		assertThat(failure == null).isEqualTo(possible);
	}

	@ParameterizedTest
	@CsvSource({ "fleet.floor,0,Must be at least 1.", "fleet.lease-time,0s,The duration must be at least 1ms",
			"fleet.heartbeat,-1s,The duration must be at least 1ms",
			"fleet.quarantine,0s,The duration must be at least 1ms",
			"fleet.quarantine,25d,The duration must be at most 24d." })
	void senselessValueIsRefusedWhateverTheModeIs(String key, String value, String possible) {
		InvalidSettingException failure = failure(Mapping.of(ORDERS + key + "=" + value));
		assertThat(failure).isNotNull();
		assertThat(failure.getKey()).isEqualTo(ORDERS + key);
		assertThat(failure.getPossible()).startsWith(possible);
	}

	@ParameterizedTest
	@CsvSource({ "10s,30s,true", "10001ms,30s,false", "1s,2s,false" })
	void leaseOutlivesTwoHeartbeats(String heartbeat, String leaseTime, boolean possible) {
		InvalidSettingException failure = failure(Mapping.of(ORDERS + "fleet.heartbeat=" + heartbeat,
				"lifeguard.defaults.fleet.lease-time=" + leaseTime));
		assertThat(failure == null).isEqualTo(possible);
		if (failure != null) {
			assertThat(failure.getKey()).isEqualTo(ORDERS + "fleet.heartbeat");
			assertThat(failure.getOtherKey()).isEqualTo("lifeguard.defaults.fleet.lease-time");
			assertThat(failure.getPossible()).startsWith("A lease must survive two lost heartbeats");
		}
	}

	@ParameterizedTest
	@CsvSource({ "500ms,1s", "501ms,1s", "834ms,1s", "836ms,", "1s," })
	void leaseIsUsableForLongerThanTheHeartbeatThatFollowsIt(String leaseTime, @Nullable String least) {
		assertLeaseTime(leaseWithout("nothing").with("lifeguard.defaults.fleet.lease-time=" + leaseTime), least);
	}

	@ParameterizedTest
	@CsvSource({ "600ms,150ms,682ms", "682ms,150ms,", "501ms,1ms,513ms", "513ms,1ms,", "30s,10s," })
	void leaseIsUsableForLongerThanTheHeartbeatThatWasWritten(String leaseTime, String heartbeat,
			@Nullable String least) {
		assertLeaseTime(leaseWithout("nothing").with("lifeguard.defaults.fleet.lease-time=" + leaseTime,
				ORDERS + "fleet.heartbeat=" + heartbeat), least);
	}

	private static void assertLeaseTime(Mapping mapping, @Nullable String least) {
		InvalidSettingException failure = failure(mapping);
		assertThat(failure == null).isEqualTo(least == null);
		if (failure != null) {
			assertThat(failure.getKey()).isEqualTo("lifeguard.defaults.fleet.lease-time");
			assertThat(failure.getPossible()).startsWith("A lease must be usable for longer than it takes to renew it");
			assertThat(failure.getAction()).startsWith("Write %s or more".formatted(least));
		}
	}

	@Test
	void timesOfALeaseMayBeAnythingWhereThereIsNone() {
		assertThat(failure(Mapping.of(ORDERS + "fleet.lease-time=500ms"))).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "fleet.max-connections", "fleet.replicas", "base-url" })
	void leaseNeedsToKnowHowMuchForHowManyAndByWhatName(String missing) {
		InvalidSettingException failure = failure(leaseWithout(missing));
		assertThat(failure).isNotNull();
		assertThat(failure.getKey()).isEqualTo(ORDERS + "fleet.mode");
		assertThat(failure.getValue()).isEqualTo("lease");
		assertThat(failure.getPossible()).contains("There is no ").contains(missing);
		assertThat(failure.getAction()).contains("fleet.max-connections", "fleet.replicas", "fleet.group");
	}

	@Test
	void nameMayBeWrittenInsteadOfABaseUrl() {
		Mapping mapping = leaseWithout("base-url");
		assertThat(failure(mapping.with(ORDERS + "fleet.group=shop"))).isNull();
	}

	@Test
	void leaseNeedsSomethingThatSharesTheBudgetOut() {
		InvalidSettingException failure = failure(leaseWithout("nothing").withoutShares());
		assertThat(failure).isNotNull();
		assertThat(failure.getKey()).isEqualTo(ORDERS + "fleet.mode");
		assertThat(failure.getPossible()).contains("no bean of type dev.lifeguard.limit.Shares");
		assertThat(failure.getAction()).contains("dev.lifeguard:lifeguard-fleet-redis", "spring.data.redis.*");
	}

	@ParameterizedTest
	@CsvSource({ "1,200,200,true", "1,201,200,false", "2,100,200,true", "2,101,200,false" })
	void floorsFitTheBudget(int floor, int replicas, int maxConnections, boolean possible) {
		InvalidSettingException failure = failure(leaseWithout("nothing").with(ORDERS + "fleet.floor=" + floor,
				ORDERS + "fleet.replicas=" + replicas, ORDERS + "fleet.max-connections=" + maxConnections));
		assertThat(failure == null).isEqualTo(possible);
		if (failure != null) {
			assertThat(List.of(failure.getKey(), String.valueOf(failure.getOtherKey())))
				.containsExactly(ORDERS + "fleet.replicas", ORDERS + "fleet.max-connections");
			assertThat(failure.getPossible())
				.contains("fleet.floor (%s) connections without a lease: for %s clients that is %s".formatted(floor,
						replicas, floor * replicas));
		}
	}

	@Test
	void clientsOfOneGroupInOneInstanceAreSeveral() {
		Mapping two = leaseWithout("nothing").with("lifeguard.clients.batch.base-url=http://orders.test/batch",
				"lifeguard.clients.batch.fleet.mode=lease", "lifeguard.clients.batch.fleet.max-connections=400",
				"lifeguard.clients.batch.fleet.replicas=10", "lifeguard.clients.other.base-url=http://orders.test");
		assertThat(two.map()).map((client) -> client.settings().fleet().replicas()).containsExactly(20, 20, null);
		assertThat(failure(two.with("lifeguard.defaults.fleet.floor=21"))).isNotNull()
			.satisfies((failure) -> assertThat(failure.getPossible()).contains("for 20 clients that is 420"));
	}

	@Test
	void clientsOfOneGroupSayTheSameOfTheirBudget() {
		Mapping two = leaseWithout("nothing").with("lifeguard.clients.batch.fleet.group=orders.test:80",
				"lifeguard.clients.batch.fleet.mode=lease", "lifeguard.clients.batch.fleet.max-connections=300",
				"lifeguard.clients.batch.fleet.replicas=10");
		InvalidSettingException failure = failure(two);
		assertThat(failure).isNotNull();
		assertThat(List.of(failure.getKey(), failure.getValue(), String.valueOf(failure.getOtherKey()),
				String.valueOf(failure.getOtherValue())))
			.containsExactlyInAnyOrder("lifeguard.clients.batch.fleet.max-connections", "300",
					ORDERS + "fleet.max-connections", "400");
		assertThat(failure.getPossible()).startsWith("Clients of one group share one budget");
	}

	@ParameterizedTest
	@CsvSource({ "40,10,true", "39,10,false", "80,20,true", "3,1,false" })
	void budgetThatLeavesEachTooLittleIsRisky(int maxConnections, int replicas, boolean enough) {
		ClientSettings settings = leaseWithout("nothing")
			.with(ORDERS + "fleet.max-connections=" + maxConnections, ORDERS + "fleet.replicas=" + replicas)
			.map()
			.get(0)
			.settings();
		assertThat(settings.advice()).hasSize(enough ? 0 : 1);
	}

	@Test
	void budgetThatLeavesEachTooLittleIsToldWithItsNumbers() {
		ClientSettings settings = leaseWithout("nothing")
			.with(ORDERS + "fleet.max-connections=300", ORDERS + "fleet.replicas=100")
			.map()
			.get(0)
			.settings();
		assertThat(settings.advice()).singleElement()
			.asString()
			.startsWith("the fleet's budget is spread thinly: fleet.max-connections (300) / fleet.replicas (100) = 3.0 "
					+ "connections for each client")
			.contains("4 for a single call, and 3.0 are enough for an average of 0.6")
			.contains("fewer and larger instances", "a proxy", "HTTP/2");
	}

	@Test
	void poolsAreNotComparedWithABudgetThatIsSharedOut() {
		assertThat(leaseWithout("nothing").map().get(0).settings().advice()).isEmpty();
		assertThat(leaseWithout("fleet.mode").map().get(0).settings().advice()).singleElement()
			.asString()
			.startsWith("the fleet may open more connections than its backend allows");
	}

	@Test
	void whatBelongsToALeaseSaysNothingWithoutOne() {
		assertThat(Mapping.of(ORDERS + "fleet.floor=2", "lifeguard.defaults.fleet.quarantine=60s")
			.map()
			.get(0)
			.settings()
			.advice())
			.containsExactly("the fleet's budget is not shared out, so fleet.floor and fleet.quarantine have "
					+ "no effect: set fleet.mode to lease, or remove them");
	}

	/**
	 * A client with ten instances of 50 connections, and 400 allowed.
	 */
	private static Mapping leaseWithout(String key) {
		return Mapping
			.of(ORDERS + "base-url=http://orders.test", ORDERS + "fleet.mode=lease",
					ORDERS + "fleet.max-connections=400", ORDERS + "fleet.replicas=10",
					ORDERS + "default-headers.X-Any=any")
			.without(ORDERS + key);
	}

	private static @Nullable InvalidSettingException failure(Mapping mapping) {
		return catchThrowableOfType(InvalidSettingException.class, mapping::map);
	}

}
