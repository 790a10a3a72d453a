package dev.lifeguard.fleet.autoconfigure;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of clients with {@code fleet.mode: lease} in the test slices that
 * have clients and no Redis: nothing limits them there.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { LifeguardAutoConfiguration.class, LifeguardFleetAutoConfiguration.class })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBean(ClientRegistry.class)
@Conditional(OnLeasedClient.class)
public final class LifeguardFleetSliceAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	Shares lifeguardUnlimitedShares() {
		return (client, settings) -> Share.ALL;
	}

}
