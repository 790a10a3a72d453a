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

	/** What each test finds out. */
	private static final Map<String, String> REASONS = Map.of("doesNotLeak", "nobody takes the answer to",
			"usersAreToldInTimeWhenTheBackendIsSlow", "it still runs", "moreUsersThanTheBackendBears",
			"Expected no more than 4 requests at once", "postIsNotRepeated", "Expected 1 request at",
			"outageIsNotMadeWorse", "and there were 300, up to 1 at once", "backendIsAskedAgainWhenItWantsToBe",
			"to be greater than or equal to", "billsAreFoundWhileOrdersAreSilent", "it still runs",
			"answerWithoutAnEndIsGivenUp", "it still runs", "networkThatDropsEverythingIsGivenUp", "it still runs",
			"shutdownLosesNoCall", "to be completed");

	@Test
	void naiveShopFailsEachTestForItsOwnReason() {
		Map<String, TestExecutionResult> results = run(Naive.class);
		assertThat(results).hasSameSizeAs(REASONS);
		assertThat(results).allSatisfy(
				(test, result) -> assertThat(result.getThrowable().orElseThrow()).isInstanceOf(AssertionError.class)
					.hasMessageContaining(REASONS.get(test)));
	}

	private static Map<String, TestExecutionResult> run(Class<?> type) {
		Map<String, TestExecutionResult> results = new TreeMap<>();
		LauncherFactory.create()
			.execute(LauncherDiscoveryRequestBuilder.request().selectors(DiscoverySelectors.selectClass(type)).build(),
					new TestExecutionListener() {

						@Override
						public void executionFinished(TestIdentifier test, TestExecutionResult result) {
							if (test.isTest() || result.getStatus() == Status.FAILED) {
								results.put(test.getDisplayName().replaceAll("\\(.*", ""), result);
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
