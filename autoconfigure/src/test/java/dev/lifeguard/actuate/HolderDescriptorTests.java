package dev.lifeguard.actuate;

import java.time.Duration;

import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link HolderDescriptor}.
 */
class HolderDescriptorTests {

	@Test
	void ageIsThatOfThePermit() {
		Holder holder = new Holder("GET /orders/{id}", "a:80", Phase.BODY, Duration.ofSeconds(3), Duration.ofSeconds(2),
				Duration.ofSeconds(1), 0, null, Priority.LOW, false, false, false, false, null);
		assertThat(HolderDescriptor.of(holder)).isEqualTo(new HolderDescriptor("GET /orders/{id}", "a:80", Priority.LOW,
				Phase.BODY, Duration.ofSeconds(3), Duration.ofSeconds(2)));
	}

}
