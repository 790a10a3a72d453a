package dev.lifeguard.autoconfigure;

import java.util.function.IntSupplier;

import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which hooks a client gets, and in what order.
 */
class ClientHooksTests {

	@Test
	void clientGetsItsOwnInTheirOrder() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Beans.class)) {
			ClientHooks hooks = new ClientHooks(context.getBeanFactory());
			assertThat(hooks.of(IntSupplier.class, "orders")).extracting(IntSupplier::getAsInt)
				.containsExactly(1, 2, 3);
			assertThat(hooks.of(IntSupplier.class, "billing")).isEmpty();
			assertThat(context.getBeanFactory().containsSingleton("other")).isFalse();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Beans {

		@Bean
		@Qualifier("orders")
		IntSupplier last() {
			return () -> 3;
		}

		@Bean
		@Qualifier("orders")
		@Order(2)
		IntSupplier second() {
			return () -> 2;
		}

		@Bean
		@Qualifier("orders")
		First first() {
			return new First();
		}

		@Bean
		@Qualifier("others")
		@Lazy
		IntSupplier other() {
			return () -> 4;
		}

	}

	static final class First implements IntSupplier, Ordered {

		@Override
		public int getAsInt() {
			return 1;
		}

		@Override
		public int getOrder() {
			return 1;
		}

	}

}
