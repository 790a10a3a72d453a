package dev.lifeguard.metrics;

import java.util.List;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link OwnMeters}.
 */
class OwnMetersTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private static Counter counter(OwnMeters meters, String name) {
		return meters.own(Counter.builder(name).register(meters.registry()));
	}

	@Test
	void registryThatLivesOnLosesTheClientsMetersOnly() {
		OwnMeters meters = new OwnMeters(this.registry);
		counter(meters, "own");
		Counter other = this.registry.counter("other");
		meters.close();
		assertThat(this.registry.getMeters()).containsExactly(other);
	}

	@Test
	void meterThatComesLateIsRemovedAsWell() {
		OwnMeters meters = new OwnMeters(this.registry);
		meters.close();
		counter(meters, "late").increment();
		assertThat(this.registry.getMeters()).isEmpty();
	}

	/**
	 * It may still push what it has.
	 */
	@Test
	void closedRegistryKeepsThem() {
		OwnMeters meters = new OwnMeters(this.registry);
		Counter own = counter(meters, "own");
		this.registry.close();
		meters.close();
		assertThat(this.registry.getMeters()).containsExactly(own);
	}

	@Test
	void partOfAClosedCompositeThatLivesOnLosesThem() {
		MeterRegistry part = new LivingOn();
		part.config().meterFilter(renaming());
		MeterRegistry closing = new SimpleMeterRegistry();
		CompositeMeterRegistry composite = new CompositeMeterRegistry(Clock.SYSTEM,
				List.of(new CompositeMeterRegistry(Clock.SYSTEM, List.of(part)), closing));
		OwnMeters meters = new OwnMeters(composite);
		counter(meters, "own").increment();
		Counter other = part.counter("other");
		assertThat(part.getMeters()).extracting((meter) -> meter.getId().getName())
			.containsExactlyInAnyOrder("renamed", "other");
		composite.close();
		meters.close();
		assertThat(part.getMeters()).containsExactly(other);
		assertThat(closing.getMeters()).as("what is closed may still push").hasSize(1);
	}

	private static MeterFilter renaming() {
		return new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				return id.getName().equals("own") ? id.withName("renamed") : id;
			}

		};
	}

	/**
	 * Such as one that several contexts share.
	 */
	private static final class LivingOn extends SimpleMeterRegistry {

		@Override
		public void close() {
			// whoever made it closes it
		}

	}

}
