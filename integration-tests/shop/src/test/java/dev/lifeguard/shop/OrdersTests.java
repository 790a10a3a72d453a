package dev.lifeguard.shop;

import java.time.Duration;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.blocking.LifeguardRestClientAutoConfiguration;
import dev.lifeguard.test.Backend;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static dev.lifeguard.test.LifeguardAssertions.assertThat;
import static dev.lifeguard.test.LifeguardAssertions.assertThatCall;

/**
 * Orders, in a context that has nothing else.
 */
class OrdersTests {

	@Test
	void orderIsPlacedOnce() {
		try (Backend backend = Backend.forClient("orders")) {
			new ApplicationContextRunner().withInitializer(backend::attachTo)
				.withConfiguration(AutoConfigurations.of(LifeguardAutoConfiguration.class,
						LifeguardRestClientAutoConfiguration.class))
				.withBean(Orders.class)
				.run((context) -> {
					backend.status(503);
					assertThatCall(() -> context.getBean(Orders.class).place("3 buoys"))
						.failsWithin(Duration.ofSeconds(5));
					assertThat(backend).hasRequests(1);
				});
		}
	}

}
