package dev.lifeguard.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the numbers that the page gets.
 */
class PageStreamTests extends AbstractPageTests {

	@Test
	void pageGetsHistoryAndThenEachPoint() throws Exception {
		post("/demo/reset");
		try (PageStream page = open(); PageStream second = openLater(page)) {
			JsonNode point = second.await("numbers", (tick) -> !tick.path("lifeguard").path("p50").isNull());

			assertThat(page.response().headers().firstValue("Content-Type")).hasValue("text/event-stream");
			assertThat(page.names().get(0)).isEqualTo("history");
			assertThat(page.names().subList(1, page.names().size())).containsOnly("tick");
			assertThat(second.events().get(0).path("points").valueStream()).contains(page.events().get(1));
			assertThat(times(second)).isSorted().doesNotHaveDuplicates();
			showsBothSides(point);
		}
	}

	private PageStream openLater(PageStream first) throws Exception {
		first.await("numbers", (tick) -> true);
		return open();
	}

	private static void showsBothSides(JsonNode point) {
		assertThat(point.propertyNames()).containsExactly("t", "rate", "troubles", "batch", "learning", "plain",
				"lifeguard", "fleet");
		assertThat(point.path("fleet").isNull()).isTrue();
		for (JsonNode side : List.of(point.path("plain"), point.path("lifeguard"))) {
			assertThat(side.propertyNames()).containsExactly("answered", "refused", "failed", "late", "p50", "p99",
					"active", "idle", "connecting", "pending", "max", "backend", "batch", "limit", "retries",
					"verdict");
			assertThat(side.path("backend").propertyNames()).containsExactly("busy", "waiting", "workers");
			assertThat(side.path("batch").propertyNames()).containsExactly("answered", "putOff");
			assertThat(side.path("limit").isNull()).isTrue();
		}
		assertThat(point.path("plain").path("retries").isNull()).isTrue();
		assertThat(point.path("plain").path("max").intValue()).isEqualTo(500);
		JsonNode retries = point.path("lifeguard").path("retries");
		assertThat(retries.propertyNames()).containsExactly("stance", "tokens", "payments");
		assertThat(retries.path("tokens").doubleValue()).isPositive();
		assertThat(retries.path("payments").propertyNames()).containsExactly("FREE", "TOKEN", "RESERVE", "BUCKET_EMPTY",
				"DENIED_SLOW", "DENIED_HOPELESS", "DENIED_WORSE");
		assertThat(point.path("lifeguard").path("p50").doubleValue()).isGreaterThanOrEqualTo(20);
	}

	private static List<Long> times(PageStream page) {
		return page.events()
			.stream()
			.flatMap((event) -> event.has("points") ? event.path("points").valueStream() : Stream.of(event))
			.map((point) -> point.path("t").longValue())
			.toList();
	}

	@Test
	void pagesAreBoundedAndGivenBack() throws Exception {
		List<PageStream> pages = new ArrayList<>();
		for (int i = 0; i < 8; i++) {
			pages.add(open());
		}
		assertThat(callers().get("/demo/stream").status()).isEqualTo(503);

		pages.forEach(PageStream::close);

		Awaitility.await().until(() -> {
			try (PageStream again = open()) {
				return again.response().statusCode() == 200;
			}
		});
	}

}
