package dev.lifeguard.fleet.autoconfigure;

import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.redis.RedisBudgetStore;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;

/**
 * The store in the application's Redis. An application that has a store of its own may do
 * without the library.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(RedisConnectionFactory.class)
class RedisStoreConfiguration {

	RedisStoreConfiguration(ConfigurableListableBeanFactory beans) {
		stopBeforeRedis(beans);
	}

	/**
	 * The last message needs the connection, which was never injected.
	 */
	private static void stopBeforeRedis(ConfigurableListableBeanFactory beans) {
		for (String redis : beans.getBeanNamesForType(RedisConnectionFactory.class, true, false)) {
			beans.registerDependentBean(redis, LifeguardFleetAutoConfiguration.LIFECYCLE);
		}
	}

	@Bean
	@ConditionalOnMissingBean(BudgetStore.class)
	@ConditionalOnSingleCandidate(RedisConnectionFactory.class)
	RedisBudgetStore lifeguardBudgetStore(ObjectProvider<RedisConnectionFactory> redis) {
		return new RedisBudgetStore(redis::getObject);
	}

}
