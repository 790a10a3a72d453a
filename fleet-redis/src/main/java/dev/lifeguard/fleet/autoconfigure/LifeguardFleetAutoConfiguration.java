package dev.lifeguard.fleet.autoconfigure;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.redis.RedisBudgetStore;
import dev.lifeguard.limit.Shares;
import dev.lifeguard.registry.ClientRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * Auto-configuration of the shares in a fleet's budget, which clients with
 * {@code fleet.mode: lease} have.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { LifeguardAutoConfiguration.class, DataRedisAutoConfiguration.class })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(RedisConnectionFactory.class)
@ConditionalOnBean(ClientRegistry.class)
@Conditional(OnLeasedClient.class)
@ImportRuntimeHints(FleetHints.class)
public final class LifeguardFleetAutoConfiguration {

	private static final String LIFECYCLE = "lifeguardFleetLifecycle";

	@Bean
	@ConditionalOnMissingBean(BudgetStore.class)
	@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
	RedisBudgetStore lifeguardBudgetStore(ObjectProvider<RedisConnectionFactory> redis) {
		return new RedisBudgetStore(redis::getObject);
	}

	@Bean
	@ConditionalOnMissingBean(Shares.class)
	@ConditionalOnBean(BudgetStore.class)
	FleetShares lifeguardShares() {
		return new FleetShares(System::nanoTime);
	}

	@Bean(name = LIFECYCLE, destroyMethod = "close")
	@ConditionalOnBean(FleetShares.class)
	FleetLifecycle lifeguardFleetLifecycle(FleetShares shares, ClientRegistry registry, BudgetStore store,
			ConfigurableListableBeanFactory beans) {
		stopBeforeRedis(beans);
		return new FleetLifecycle(shares, registry, store, System::nanoTime);
	}

	/**
	 * Its last message needs the connection, which was never injected.
	 */
	private static void stopBeforeRedis(ConfigurableListableBeanFactory beans) {
		for (String redis : beans.getBeanNamesForType(RedisConnectionFactory.class, true, false)) {
			beans.registerDependentBean(redis, LIFECYCLE);
		}
	}

}
