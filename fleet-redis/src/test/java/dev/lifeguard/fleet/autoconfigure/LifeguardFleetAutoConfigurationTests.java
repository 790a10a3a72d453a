package dev.lifeguard.fleet.autoconfigure;

import dev.lifeguard.autoconfigure.LifeguardAutoConfiguration;
import dev.lifeguard.fleet.BudgetStore;
import dev.lifeguard.fleet.Grant;
import dev.lifeguard.fleet.Renewal;
import dev.lifeguard.fleet.redis.RedisBudgetStore;
import dev.lifeguard.limit.Share;
import dev.lifeguard.limit.Shares;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LifeguardFleetAutoConfiguration}.
 */
class LifeguardFleetAutoConfigurationTests {

	private static final String[] LEASED = { "lifeguard.clients.orders.base-url=http://localhost",
			"lifeguard.clients.orders.fleet.mode=lease", "lifeguard.clients.orders.fleet.max-connections=40",
			"lifeguard.clients.orders.fleet.replicas=10" };

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(LifeguardAutoConfiguration.class, DataRedisAutoConfiguration.class,
				LifeguardFleetAutoConfiguration.class))
		.withPropertyValues("spring.data.redis.port=1");

	@Test
	void nothingIsThereWithoutALeasedClient() {
		this.runner.withPropertyValues("lifeguard.clients.orders.base-url=http://localhost")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(Shares.class)
				.doesNotHaveBean(BudgetStore.class)
				.doesNotHaveBean(FleetLifecycle.class));
	}

	@Test
	void clientHasAShare() {
		this.runner.withPropertyValues(LEASED)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FleetShares.class)
				.hasSingleBean(RedisBudgetStore.class)
				.getBean(FleetLifecycle.class)
				.satisfies((lifecycle) -> assertThat(lifecycle.isRunning()).isTrue()));
	}

	@Test
	void modeMayBeADefault() {
		this.runner.withPropertyValues(LEASED[0], LEASED[2], LEASED[3], "lifeguard.defaults.fleet.mode=LEASE")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(FleetShares.class));
	}

	@Test
	void modeOfTheClientComesBeforeTheDefault() {
		this.runner
			.withPropertyValues(LEASED[0], LEASED[2], LEASED[3], "lifeguard.defaults.fleet.mode=lease",
					"lifeguard.clients.orders.fleet.mode=check")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FleetShares.class));
	}

	@Test
	void applicationsOwnStoreIsUsed() {
		this.runner.withPropertyValues(LEASED)
			.withUserConfiguration(OwnStore.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(BudgetStore.class)
				.hasSingleBean(FleetShares.class)
				.doesNotHaveBean(RedisBudgetStore.class));
	}

	@Test
	void applicationsOwnStoreNeedsNoLibraryOfRedis() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LifeguardAutoConfiguration.class, LifeguardFleetAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("org.springframework.data.redis",
					"org.springframework.boot.data.redis", "io.lettuce"))
			.withPropertyValues(LEASED)
			.withUserConfiguration(OwnStore.class)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(FleetShares.class)
				.hasSingleBean(FleetLifecycle.class));
	}

	@Test
	void applicationsOwnSharesAreUsed() {
		this.runner.withPropertyValues(LEASED)
			.withBean(Shares.class, () -> (client, settings) -> Share.ALL)
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Shares.class)
				.doesNotHaveBean(FleetLifecycle.class));
	}

	@Test
	void nothingIsThereIfLifeguardIsSwitchedOff() {
		this.runner.withPropertyValues(LEASED)
			.withPropertyValues("lifeguard.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BudgetStore.class));
	}

	@Test
	void startStopsWithoutAConnectionFactory() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(LifeguardAutoConfiguration.class, LifeguardFleetAutoConfiguration.class))
			.withPropertyValues(LEASED)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("fleet.mode"));
	}

	@Test
	void oneOfSeveralConnectionFactoriesMustBePrimary() {
		this.runner.withPropertyValues(LEASED)
			.withUserConfiguration(TwoServers.class)
			.run((context) -> assertThat(context).hasFailed());
		this.runner.withPropertyValues(LEASED)
			.withUserConfiguration(PrimaryServer.class)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(RedisBudgetStore.class));
	}

	@Test
	void scriptIsInNativeImages() {
		RuntimeHints hints = new RuntimeHints();
		new FleetHints().registerHints(hints, null);
		assertThat(RuntimeHintsPredicates.resource().forResource("dev/lifeguard/fleet/redis/budget.lua"))
			.accepts(hints);
	}

	/**
	 * Store of the application's own.
	 */
	@Configuration(proxyBeanMethods = false)
	static class OwnStore {

		@Bean
		BudgetStore store() {
			return new BudgetStore() {

				@Override
				public Grant renew(Renewal renewal) {
					return new Grant(0, false, 30, 1, 0, 0, 0);
				}

				@Override
				public void leave(Renewal renewal) {
				}

			};
		}

	}

	/**
	 * Two servers, of which none comes first.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TwoServers {

		@Bean
		LettuceConnectionFactory one() {
			return new LettuceConnectionFactory("localhost", 1);
		}

		@Bean
		LettuceConnectionFactory other() {
			return new LettuceConnectionFactory("localhost", 2);
		}

	}

	/**
	 * Two servers, of which one comes first.
	 */
	@Configuration(proxyBeanMethods = false)
	static class PrimaryServer {

		@Bean
		@Primary
		LettuceConnectionFactory one() {
			return new LettuceConnectionFactory("localhost", 1);
		}

		@Bean
		LettuceConnectionFactory other() {
			return new LettuceConnectionFactory("localhost", 2);
		}

	}

}
