package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.testsupport.ManualNanoClock;
import dev.lifeguard.testsupport.ManualTimer;
import dev.lifeguard.testsupport.TestClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link RetryInterceptor}.
 */
class RetryInterceptorTests {

	private static final byte[] BODY = { 1, 2 };

	private final ManualNanoClock clock = new ManualNanoClock();

	private final MockClientHttpRequest request = new MockClientHttpRequest(HttpMethod.PUT,
			URI.create("http://orders.test/"));

	private final List<List<String>> tokens = new ArrayList<>();

	private final List<List<String>> signatures = new ArrayList<>();

	private final List<String> numbers = new ArrayList<>();

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void eachAttemptBeginsWithTheHeadersOfTheApplication(boolean numbered) throws IOException {
		this.request.getHeaders().add("X-Token", "written");
		try (ManagedClient client = client(numbered)) {
			ClientHttpResponse response = new RetryInterceptor(client).intercept(this.request, BODY, this::unavailable);
			assertThat(response.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		}
		assertThat(this.tokens).hasSize(3).containsOnly(List.of("written"));
		assertThat(this.signatures).hasSize(3).containsOnly(List.of("of an interceptor"));
		if (numbered) {
			assertThat(this.numbers).containsExactly(null, "2", "3");
		}
		else {
			assertThat(this.numbers).containsExactly(null, null, null);
		}
	}

	@Test
	void valueThatAnInterceptorAddsDoesNotPileUp() throws IOException {
		List<List<String>> seen = new ArrayList<>();
		this.request.getHeaders().add("X-Token", "written");
		try (ManagedClient client = client(false)) {
			new RetryInterceptor(client).intercept(this.request, BODY, (request, body) -> {
				request.getHeaders().add("X-Token", "added");
				seen.add(List.copyOf(request.getHeaders().getOrEmpty("X-Token")));
				return new MockClientHttpResponse(new byte[0], HttpStatus.SERVICE_UNAVAILABLE);
			});
		}
		assertThat(seen).hasSize(3).containsOnly(List.of("written", "added"));
	}

	@Test
	void ruleOfTheRequestCounts() throws IOException {
		this.request.getAttributes().put(RetryRule.class.getName(), RetryRule.NEVER);
		try (ManagedClient client = client(false)) {
			new RetryInterceptor(client).intercept(this.request, BODY, this::unavailable);
		}
		assertThat(this.tokens).hasSize(1);
	}

	private ManagedClient client(boolean numbered) {
		return TestClients.retrying(this.clock, new ManualTimer(this.clock), numbered);
	}

	private ClientHttpResponse unavailable(HttpRequest request, byte[] body) {
		assertThat(body).isSameAs(BODY);
		assertThat(request.getAttributes()).containsKey(RetriedCall.ATTEMPTS);
		this.tokens.add(List.copyOf(request.getHeaders().getOrEmpty("X-Token")));
		request.getHeaders().set("X-Token", "of an interceptor");
		request.getHeaders().add("X-Signature", "of an interceptor");
		this.signatures.add(List.copyOf(request.getHeaders().getOrEmpty("X-Signature")));
		this.numbers.add(request.getHeaders().getFirst("X-Retry-Attempt"));
		return new MockClientHttpResponse(new byte[0], HttpStatus.SERVICE_UNAVAILABLE);
	}

}
