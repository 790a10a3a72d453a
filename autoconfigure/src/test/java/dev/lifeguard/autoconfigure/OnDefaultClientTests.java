package dev.lifeguard.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link OnDefaultClient}.
 */
class OnDefaultClientTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withUserConfiguration(WithDefault.class);

	@Test
	void anySettingOfTheDefaultClientIsEnough() {
		this.runner.withPropertyValues("lifeguard.clients.default.pool.max-connections=2")
			.run((context) -> assertThat(context).hasBean("witness"));
	}

	@Test
	void anotherClientAndTheDefaultsAreNot() {
		this.runner
			.withPropertyValues("lifeguard.clients.orders.base-url=http://orders.test",
					"lifeguard.defaults.timeout.call=1s")
			.run((context) -> assertThat(context).doesNotHaveBean("witness"));
	}

	@Test
	void nameThatOnlyBeginsAlikeIsNot() {
		this.runner.withPropertyValues("lifeguard.clients.default-orders.base-url=http://orders.test")
			.run((context) -> assertThat(context).doesNotHaveBean("witness"));
	}

	@Configuration(proxyBeanMethods = false)
	@Conditional(OnDefaultClient.class)
	static class WithDefault {

		@Bean
		String witness() {
			return "there is one";
		}

	}

}
