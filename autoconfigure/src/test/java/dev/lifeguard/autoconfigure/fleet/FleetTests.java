package dev.lifeguard.autoconfigure.fleet;

import java.util.List;

import dev.lifeguard.autoconfigure.fleet.SharedBound.Client;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Fleet}.
 */
class FleetTests {

	private static final SharedBound FIFTY = new SharedBound(List.of(new Client("orders", null, 50)));

	private static final SharedBound EIGHTY = new SharedBound(
			List.of(new Client("orders", "shop.test:80", 50), new Client("billing", "shop.test:80", 30)));

	private static @Nullable String advice(@Nullable Integer maxConnections, @Nullable Integer replicas,
			boolean counted) {
		return new Fleet(maxConnections, replicas, counted, () -> FIFTY).advice();
	}

	@Test
	void fleetThatFitsNeedsNoAdvice() {
		assertThat(advice(500, 10, false)).isNull();
	}

	@Test
	void fleetThatIsTooLargeIsToldWhatWouldFit() {
		assertThat(advice(499, 10, false)).isEqualTo("the fleet may open more connections than its backend allows: "
				+ "fleet.replicas (10) x pool.max-connections (50) = 500, and fleet.max-connections is 499; "
				+ "lower pool.max-connections to 49");
	}

	@Test
	void clientsOfOneBackendAreLoweredTogether() {
		assertThat(Fleet.adviceOn(700, "10 instances", 10, EIGHTY))
			.endsWith("= 800, and fleet.max-connections is 700; lower pool.max-connections to 70 together");
	}

	@Test
	void moreInstancesThanConnectionsCannotFit() {
		assertThat(advice(9, 10, false)).endsWith(
				"there are more instances than connections: " + "use fewer instances, or let the backend allow more");
	}

	@Test
	void productThatIsLargerThanAnIntIsNotTooSmall() {
		assertThat(advice(Integer.MAX_VALUE, Integer.MAX_VALUE, false)).contains(" = 107374182350, ");
	}

	@Test
	void boundThatNobodyCanCheckIsNamed() {
		assertThat(advice(200, null, false)).startsWith("the fleet's bound cannot be checked");
	}

	@Test
	void boundThatIsCheckedLaterIsNot() {
		assertThat(advice(200, null, true)).isNull();
	}

	@Test
	void fleetWithoutABoundNeedsNoAdvice() {
		assertThat(advice(null, 10, false)).isNull();
	}

}
