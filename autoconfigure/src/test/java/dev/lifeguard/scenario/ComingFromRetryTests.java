package dev.lifeguard.scenario;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.lifeguard.testsupport.Answers;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Control;
import dev.lifeguard.testsupport.RetriedFace;
import dev.lifeguard.testsupport.RetriedFace.Sent;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the pages for those who come from another client promise of the settings of
 * retries, where no other scenario shows it.
 */
class ComingFromRetryTests {

	private static final int ATTEMPTS = 21;

	@ParameterizedTest
	@EnumSource(names = { "REST_CLIENT", "WEB_CLIENT" })
	void statusesMethodsAndAttemptsAreThoseThatAreSet(RetriedFace face) throws Exception {
		try (App app = App.lifeguard("retry.statuses=500", "retry.methods=POST", "retry.max-attempts=2",
				"retry.backoff.base=1ms")) {
			assertThat(requests(app, face, HttpMethod.POST, "500 Oops")).isEqualTo(2);
			assertThat(requests(app, face, HttpMethod.POST, "503 Busy")).isOne();
			assertThat(requests(app, face, HttpMethod.GET, "500 Oops")).isOne();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_CLIENT", "WEB_CLIENT" })
	void retriesCanBeSwitchedOff(RetriedFace face) throws Exception {
		try (App app = App.lifeguard("retry.enabled=false")) {
			assertThat(requests(app, face, HttpMethod.GET, "503 Busy")).isOne();
		}
	}

	@Control
	@ParameterizedTest
	@EnumSource(names = { "REST_CLIENT", "WEB_CLIENT" })
	void plainClientRepeatsNothing(RetriedFace face) throws Exception {
		try (App app = App.plain()) {
			assertThat(requests(app, face, HttpMethod.POST, "500 Oops")).isOne();
			assertThat(requests(app, face, HttpMethod.GET, "503 Busy")).isOne();
		}
	}

	private static int requests(App app, RetriedFace face, HttpMethod method, String answer) throws Exception {
		try (Answers server = Answers.of(answer)) {
			face.call(app, Sent.of(method, server.url())).get(5, TimeUnit.SECONDS);
			return server.arrivals().size();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_CLIENT", "WEB_CLIENT" })
	void backoffsAreRandomAndNotLongerThanTheBaseDoubledUpToTheCap(RetriedFace face) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Recording.class },
				"retry.max-attempts=" + ATTEMPTS, "retry.backoff.base=5ms", "retry.backoff.cap=40ms",
				"retry.budget.cap=100")) {
			assertThat(requests(app, face, HttpMethod.GET, "503 Busy")).isEqualTo(ATTEMPTS);
			List<Integer> waits = app.bean(Waits.class).millis;
			assertThat(waits).hasSize(ATTEMPTS - 1).allMatch((wait) -> wait <= 40);
			assertThat(waits.get(0)).isLessThanOrEqualTo(5);
			assertThat(waits.get(1)).isLessThanOrEqualTo(10);
			assertThat(waits.get(2)).isLessThanOrEqualTo(20);
			assertThat(waits).anyMatch((wait) -> wait > 5).anyMatch((wait) -> wait < 35);
			assertThat(waits.stream().distinct()).hasSizeGreaterThan(3);
		}
	}

	/**
	 * An observer of the application's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		Waits waits() {
			return new Waits();
		}

	}

	/**
	 * Keeps how long each retry was waited for.
	 */
	private static final class Waits implements ObservationHandler<Observation.Context> {

		private static final Pattern WAIT = Pattern.compile("next attempt in (\\d+) ms");

		private final List<Integer> millis = new CopyOnWriteArrayList<>();

		@Override
		public void onEvent(Observation.Event event, Observation.Context context) {
			WAIT.matcher(event.getContextualName())
				.results()
				.map((MatchResult wait) -> Integer.valueOf(wait.group(1)))
				.forEach(this.millis::add);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

}
