package dev.lifeguard.shop;

import java.util.Map;
import java.util.TreeMap;

import dev.lifeguard.naive.NaiveShopApplication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tests of the shop are worth something: the shop that was written the naive way
 * fails each of them.
 */
@Tag("control")
class NaiveShopTests {

	@Test
	void naiveShopFailsEachTest() {
		Map<String, TestExecutionResult> results = run(Naive.class);
		assertThat(results).hasSize(10);
		assertThat(results).allSatisfy((test, result) -> {
			assertThat(result.getStatus()).as(test).isEqualTo(Status.FAILED);
			assertThat(result.getThrowable().orElseThrow()).as(test).isInstanceOf(AssertionError.class);
		});
	}

	private static Map<String, TestExecutionResult> run(Class<?> type) {
		Map<String, TestExecutionResult> results = new TreeMap<>();
		LauncherFactory.create()
			.execute(LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(type)).build(),
					new TestExecutionListener() {

						@Override
						public void executionFinished(TestIdentifier test, TestExecutionResult result) {
							if (test.isTest() || result.getStatus() == Status.FAILED) {
								results.put(test.getDisplayName(), result);
							}
						}

					});
		return results;
	}

	/**
	 * The tests of the shop with the naive one in its place.
	 */
	@SpringBootTest(classes = NaiveShopApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
			properties = { "orders.url=${broken-backend.orders.url}", "billing.url=${broken-backend.billing.url}" })
	static class Naive extends ShopTests {

	}

}
