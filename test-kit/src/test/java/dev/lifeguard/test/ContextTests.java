package dev.lifeguard.test;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.lifeguard.registry.UnknownClientException;
import dev.lifeguard.test.shop.Orders;
import dev.lifeguard.test.shop.ShopApplication;
import dev.lifeguard.test.shop.Stock;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.mockito.Mockito;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for backends and the cache of contexts, and for tests that run side by side.
 */
class ContextTests {

	private static final List<Integer> PORTS = new ArrayList<>();

	@Test
	void equalAnnotationsShareAContextAndItsBackend() {
		PORTS.clear();
		assertThat(TestRun.of(FieldCase.class, ClassCase.class).failures()).isEmpty();
		assertThat(PORTS).hasSize(2);
		assertThat(PORTS.get(0)).isEqualTo(PORTS.get(1));
	}

	@Test
	void dirtyContextHasANewBackend() {
		PORTS.clear();
		assertThat(TestRun.of(DirtyCase.class).failures()).isEmpty();
		assertThat(PORTS).hasSize(2).doesNotHaveDuplicates();
	}

	@Test
	void testsOfAContextTakeTurns() {
		TestRun run = TestRun.of(Map.of("junit.jupiter.execution.parallel.enabled", "true",
				"junit.jupiter.execution.parallel.mode.default", "concurrent",
				"junit.jupiter.execution.parallel.config.strategy", "fixed",
				"junit.jupiter.execution.parallel.config.fixed.parallelism", "4"), ParallelCase.class);
		assertThat(run.failures()).isEmpty();
		assertThat(run.passed()).hasSize(4);
	}

	@Test
	void backendsAreInheritedAndComposed() {
		PORTS.clear();
		assertThat(
				TestRun.of(FieldCase.class, InheritedCase.class, ComposedCase.class, ConstructorCase.class).failures())
			.isEmpty();
		assertThat(PORTS).hasSize(4).containsOnly(PORTS.get(0));
	}

	@Test
	void fieldHasOneBackend() {
		assertThat(BrokenBackends.class.getAnnotation(Target.class).value()).containsExactly(ElementType.TYPE);
	}

	@Test
	void mockedClientNeedsNoBackend() {
		assertThat(TestRun.of(MockedCase.class).passed()).containsExactly("mockAndBackend");
	}

	@Test
	void nameThatIsNoClientStopsTheStart() {
		Throwable failure = TestRun.of(MisspeltCase.class).failures().get("starts");
		assertThat(failure).hasRootCauseInstanceOf(UnknownClientException.class)
			.hasRootCauseMessage("There is no client 'ordrs'. There are: orders, stock");
	}

	@Test
	void fieldOfAnotherTypeIsRefused() {
		assertThat(TestRun.of(WrongFieldCase.class).failures()).hasValueSatisfying(new org.assertj.core.api.Condition<>(
				(failure) -> String.valueOf(failure.getMessage()).contains("on a field of type Backend"), "explained"));
	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	static class FieldCase {

		@BrokenBackend("orders")
		private Backend backend;

		@Test
		void port() {
			PORTS.add(this.backend.port());
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	@BrokenBackend("orders")
	static class ClassCase {

		@Autowired
		private Backend backend;

		@Test
		void port() {
			PORTS.add(this.backend.port());
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
	@TestInstance(Lifecycle.PER_CLASS)
	@TestMethodOrder(MethodOrderer.MethodName.class)
	static class DirtyCase {

		@BrokenBackend("orders")
		private Backend backend;

		@Test
		void first(@Autowired Orders orders) {
			call(orders);
		}

		@Test
		void second(@Autowired Orders orders) {
			call(orders);
		}

		private void call(Orders orders) {
			orders.find("7");
			assertThat(this.backend.requests()).isOne();
			PORTS.add(this.backend.port());
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	static class ParallelCase {

		@BrokenBackend("orders")
		private Backend backend;

		@Autowired
		private Orders orders;

		private void callAlone(String body) {
			this.backend.body(body);
			for (int call = 1; call <= 50; call++) {
				assertThat(this.orders.find("7")).isEqualTo(body);
				assertThat(this.backend.requests()).isEqualTo(call);
			}
		}

		@Test
		void first() {
			callAlone("first");
		}

		@Test
		void second() {
			callAlone("second");
		}

		@Test
		void third() {
			callAlone("third");
		}

		@Test
		void fourth() {
			callAlone("fourth");
		}

	}

	abstract static class WithField {

		@BrokenBackend("orders")
		private Backend backend;

		@Test
		void port() {
			PORTS.add(this.backend.port());
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	static class InheritedCase extends WithField {

	}

	@Retention(RetentionPolicy.RUNTIME)
	@Target(ElementType.TYPE)
	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	@BrokenBackend("orders")
	@interface ShopTest {

	}

	@ShopTest
	static class ComposedCase {

		@Autowired
		private Backend backend;

		@Test
		void port() {
			PORTS.add(this.backend.port());
		}

	}

	@ShopTest
	static class ConstructorCase {

		private final Backend backend;

		ConstructorCase(@Autowired Backend backend) {
			this.backend = backend;
		}

		@Test
		void port() {
			PORTS.add(this.backend.port());
		}

	}

	@ShopTest
	static class MockedCase {

		@MockitoBean
		private Stock stock;

		@Test
		void mockAndBackend(@Autowired Backend backend, @Autowired Orders orders) {
			backend.body("book");
			Mockito.when(this.stock.of("book")).thenReturn(Mono.just("3"));
			assertThat(orders.find("7")).isEqualTo("book");
			assertThat(this.stock.of("book").block()).isEqualTo("3");
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	@BrokenBackend("ordrs")
	static class MisspeltCase {

		@Test
		void starts() {
		}

	}

	@SpringBootTest(classes = ShopApplication.class, webEnvironment = WebEnvironment.NONE)
	static class WrongFieldCase {

		@BrokenBackend("orders")
		private String backend;

		@Test
		void starts() {
			assertThat(this.backend).isNotNull();
		}

	}

}
