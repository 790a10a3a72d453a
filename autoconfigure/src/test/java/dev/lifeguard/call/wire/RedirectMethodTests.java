package dev.lifeguard.call.wire;

import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests of {@link RedirectMethod}.
 */
class RedirectMethodTests {

	private final EmbeddedChannel channel = new EmbeddedChannel();

	@ParameterizedTest
	@CsvSource({ "POST, 301, 303", "POST, 302, 303", "HEAD, 303, 302" })
	void statusIsTheOneWhoseMethodIsRight(String method, int status, int followed) {
		assertThat(follow(method, response(status))).isEqualTo(followed);
	}

	@ParameterizedTest
	@CsvSource({ "POST, 303", "POST, 307", "POST, 308", "PUT, 301", "DELETE, 302", "GET, 303", "HEAD, 301",
			"HEAD, 302" })
	void statusWhoseMethodIsRightStays(String method, int status) {
		assertThat(follow(method, response(status))).isEqualTo(status);
	}

	@Test
	void responseThatIsNoRedirectIsNotTakenForOne() {
		HttpResponse redirect = response(302);
		RedirectMethod.remember(this.channel, redirect);
		RedirectMethod.remember(this.channel, response(200));
		choose("POST", 302);
		assertThat(redirect.status().code()).isEqualTo(303);
	}

	@Test
	void redirectIsForgottenOnceItIsFollowed() {
		HttpResponse redirect = response(302);
		RedirectMethod.remember(this.channel, redirect);
		choose("PUT", 302);
		choose("POST", 302);
		assertThat(redirect.status().code()).isEqualTo(302);
	}

	private int follow(String method, HttpResponse response) {
		int status = response.status().code();
		RedirectMethod.remember(this.channel, response);
		choose(method, status);
		return response.status().code();
	}

	private void choose(String method, int status) {
		HttpClientRequest request = mock(HttpClientRequest.class);
		given(request.method()).willReturn(HttpMethod.valueOf(method));
		HttpClientResponse response = mock(HttpClientResponse.class, withSettings().extraInterfaces(Connection.class));
		given(response.status()).willReturn(HttpResponseStatus.valueOf(status));
		given(((Connection) response).channel()).willReturn(this.channel);
		RedirectMethod.choose(request, response);
	}

	private static HttpResponse response(int status) {
		return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
	}

}
