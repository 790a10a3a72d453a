package dev.lifeguard.scenario;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.retry.RetryRule.Verdict;
import dev.lifeguard.testsupport.Answers;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Observations;
import dev.lifeguard.testsupport.RetriedFace;
import dev.lifeguard.testsupport.RetriedFace.Sent;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application brings along for its retries: rules, observations, and layers of
 * its own.
 */
@ExtendWith(OutputCaptureExtension.class)
class RetryRuleTests {

	@ParameterizedTest
	@EnumSource
	void rulesAreThoseOfAllClientsOrOfOne(RetriedFace face) throws Exception {
		assertThat(requests(face, TeapotForAll.class)).isEqualTo(3);
		assertThat(requests(face, TeapotForOrders.class, NeverForAll.class)).isEqualTo(3);
		assertThat(requests(face, TeapotForBilling.class, NeverForAll.class)).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource
	void severalRulesForAllAreRefused(RetriedFace face) {
		assertThatException().isThrownBy(() -> requests(face, TeapotForAll.class, NeverForAll.class))
			.withMessageContaining("RetryRule");
	}

	@ParameterizedTest
	@EnumSource
	void ruleThatFailsEndsTheCallWithWhatItHas(RetriedFace face, CapturedOutput output) throws Exception {
		assertThat(requests(face, Failing.class)).isEqualTo(1);
		assertThat(output).contains("client 'orders': a retry rule failed; the attempt is final");
	}

	@ParameterizedTest
	@EnumSource
	void retriesAreEventsOfTheObservation(RetriedFace face) throws Exception {
		try (App app = app(face, TeapotForAll.class, Recording.class);
				Answers server = Answers.of("418 No", "200 OK")) {
			face.call(app, Sent.of(HttpMethod.GET, server.url())).get(10, TimeUnit.SECONDS);
			assertThat(app.bean(Observations.class).events()).singleElement()
				.asString()
				.contains("http.client.requests lifeguard.retry attempt 1 failed, next attempt in ");
		}
	}

	@ParameterizedTest
	@EnumSource(names = "REST_CLIENT")
	void secondLayerIsWarnedOf(RetriedFace face, CapturedOutput output) throws Exception {
		try (App app = app(face, Stacked.class)) {
			app.restClient();
			assertThat(output).contains("client 'orders': two layers retry, and their attempts multiply: "
					+ RetryingInterceptor.class.getName());
		}
	}

	private static int requests(RetriedFace face, Class<?>... sources) throws Exception {
		try (App app = app(face, sources); Answers server = Answers.of("418 No")) {
			face.call(app, Sent.of(HttpMethod.POST, server.url())).get(10, TimeUnit.SECONDS);
			return server.arrivals().size();
		}
	}

	private static App app(RetriedFace face, Class<?>... sources) {
		Class<?>[] all = Stream.concat(Stream.of(face.sources()), Stream.of(sources)).toArray(Class<?>[]::new);
		return App.lifeguard(WebApplicationType.NONE, all, "retry.backoff.base=1ms",
				"lifeguard.clients.billing.base-url=http://billing.test");
	}

	private static RetryRule teapot() {
		return (attempt) -> (attempt.result() instanceof Answer answer && answer.status() == 418) ? Verdict.REPEAT
				: Verdict.FINAL;
	}

	/**
	 * A rule without a qualifier.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TeapotForAll {

		@Bean
		RetryRule teapotForAll() {
			return teapot();
		}

	}

	/**
	 * A rule for the client that is called.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TeapotForOrders {

		@Bean
		@Qualifier("orders")
		RetryRule teapotForOrders() {
			return teapot();
		}

	}

	/**
	 * A rule for another client.
	 */
	@Configuration(proxyBeanMethods = false)
	static class TeapotForBilling {

		@Bean
		@Qualifier("billing")
		RetryRule teapotForBilling() {
			return teapot();
		}

	}

	/**
	 * Another rule without a qualifier.
	 */
	@Configuration(proxyBeanMethods = false)
	static class NeverForAll {

		@Bean
		RetryRule neverForAll() {
			return RetryRule.NEVER;
		}

	}

	/**
	 * A rule that throws.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		RetryRule failing() {
			return (attempt) -> {
				throw new IllegalStateException("no idea");
			};
		}

	}

	/**
	 * An interceptor that retries.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Stacked {

		@Bean
		RestClientCustomizer stacked() {
			return (builder) -> builder.requestInterceptor(new RetryingInterceptor());
		}

	}

	/**
	 * What some library brings along.
	 */
	private static final class RetryingInterceptor implements ClientHttpRequestInterceptor {

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			return execution.execute(request, body);
		}

	}

	/**
	 * An observer of the application's.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Recording {

		@Bean
		Observations observations() {
			return new Observations();
		}

	}

}
