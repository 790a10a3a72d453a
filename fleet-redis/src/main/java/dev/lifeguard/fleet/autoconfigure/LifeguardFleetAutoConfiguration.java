package dev.lifeguard.fleet.autoconfigure;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.limit.Shares;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;

/**
 * Auto-configuration of the shares in a fleet's budget, which clients with
 * {@code fleet.mode: lease} have.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = LifeguardAutoConfiguration.class,
		afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnBean(ClientRegistry.class)
@Conditional(OnLeasedClient.class)
@Import(RedisStoreConfiguration.class)
@ImportRuntimeHints(FleetHints.class)
public final class LifeguardFleetAutoConfiguration {

	static final String LIFECYCLE = "lifeguardFleetLifecycle";

	@Bean
	@ConditionalOnMissingBean(Shares.class)
	@ConditionalOnBean(BudgetStore.class)
	FleetShares lifeguardShares() {
		return new FleetShares(System::nanoTime);
	}

	@Bean(name = LIFECYCLE, destroyMethod = "close")
	@ConditionalOnBean(FleetShares.class)
	FleetLifecycle lifeguardFleetLifecycle(FleetShares shares, ClientRegistry registry, BudgetStore store) {
		return new FleetLifecycle(shares, registry, store, System::nanoTime);
	}

}
