package dev.lifeguard.autoconfigure.metrics;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.autoconfigure.OnConfiguredClient;
import dev.lifeguard.metrics.ClientMeterBinder;
import dev.lifeguard.registry.ClientRegistry;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the clients' meters.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class, afterName = {
		"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration",
		"org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({ MeterRegistry.class, ClientRegistry.class })
@Conditional(OnConfiguredClient.class)
public final class LifeguardMetricsAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ClientMeterBinder lifeguardMeterBinder(ClientRegistry clients) {
		return new ClientMeterBinder(clients);
	}

}
