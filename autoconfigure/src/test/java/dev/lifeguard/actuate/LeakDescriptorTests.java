package dev.lifeguard.actuate;

import java.time.Duration;

import dev.lifeguard.leak.CallSite;
import dev.lifeguard.lease.Holder;
import dev.lifeguard.lease.Phase;
import dev.lifeguard.lease.Priority;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeakDescriptor}.
 */
class LeakDescriptorTests {

	private static LeakDescriptor leakFrom(@Nullable CallSite site) {
		return LeakDescriptor
			.of(new Holder("GET /orders/{id}", "a:80", Phase.UNREAD, Duration.ofSeconds(3), Duration.ofSeconds(2),
					Duration.ofSeconds(1), 0, null, Priority.NORMAL, false, false, true, false, site));
	}

	@Test
	void framesOfTheApplicationAreShown() {
		LeakDescriptor leak = leakFrom(new CallSite());
		assertThat(leak.request()).isEqualTo("GET /orders/{id}");
		assertThat(leak.remote()).isEqualTo("a:80");
		assertThat(leak.age()).isEqualTo(Duration.ofSeconds(3));
		assertThat(leak.calledFrom()).first().asString().contains("LeakDescriptorTests.framesOfTheApplicationAreShown");
	}

	@Test
	void stackMayNotHaveBeenCaptured() {
		assertThat(leakFrom(null).calledFrom()).isEmpty();
	}

}
