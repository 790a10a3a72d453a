package dev.lifeguard.autoconfigure.settings;

import java.util.List;

import dev.lifeguard.autoconfigure.fleet.Fleet;
import dev.lifeguard.autoconfigure.fleet.SharedBound;
import dev.lifeguard.client.Setting;
import dev.lifeguard.client.Setting.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of {@link FleetRules}.
 */
class FleetRulesTests {

	private static final SharedBound EACH = new SharedBound(List.of(new SharedBound.Client("orders", null, 50)));

	private final Written written = new Written();

	private final Leaves leaves = this.written.leaves();

	@Test
	void fleetIsReadWhereverItWasWritten() {
		this.written.own((client) -> client.getFleet().setMaxConnections(200));
		this.written.at(Origin.DEFAULTS, (client) -> client.getFleet().setReplicas(10));
		Fleet fleet = FleetRules.fleet(this.leaves, true, () -> EACH);
		assertThat(fleet.maxConnections()).isEqualTo(200);
		assertThat(fleet.replicas()).isEqualTo(10);
		assertThat(fleet.counted()).isTrue();
		assertThat(fleet.each().get()).isSameAs(EACH);
		assertThat(this.leaves.found()).containsEntry("fleet.max-connections", new Setting(200, Origin.CLIENT))
			.containsEntry("fleet.replicas", new Setting(10, Origin.DEFAULTS));
	}

	@Test
	void clientMayBePartOfNone() {
		Fleet fleet = FleetRules.fleet(this.leaves, false, () -> EACH);
		assertThat(fleet.maxConnections()).isNull();
		assertThat(fleet.replicas()).isNull();
		assertThat(fleet.counted()).isFalse();
		assertThat(this.leaves.found()).isEmpty();
		FleetRules.check(new Rules(this.leaves));
	}

	@ParameterizedTest
	@CsvSource({ "1,1,true", "0,1,false", "1,0,false", "-5,1,false" })
	void numbersAreOneAtLeast(int maxConnections, int replicas, boolean possible) {
		this.written.own((client) -> client.getFleet().setMaxConnections(maxConnections));
		this.written.own((client) -> client.getFleet().setReplicas(replicas));
		InvalidSettingException failure = catchThrowableOfType(InvalidSettingException.class,
				() -> FleetRules.check(new Rules(this.leaves)));
		assertThat(failure == null).isEqualTo(possible);
	}

}
