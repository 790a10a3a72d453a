package dev.lifeguard.call.wire;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Method of a request that follows a redirect: a {@code POST} becomes a {@code GET} on
 * 301 and 302, as with every browser and with the other engines of Spring Boot; 303 makes
 * a {@code GET} of every method but {@code HEAD}; all others stay.
 * <p>
 * Reactor Netty makes a {@code GET} of everything on 303, and of nothing on the others,
 * so a response that is about to be followed gets the status that says what is meant.
 * <p>
 * Source: RFC 9110, sections 15.4.2 to 15.4.4.
 *
 * @since 0.1.0
 */
public final class RedirectMethod {

	private static final AttributeKey<HttpResponse> RESPONSE = AttributeKey.valueOf(RedirectMethod.class, "response");

	private RedirectMethod() {
	}

	/**
	 * Remember a response that may be a redirect.
	 */
	static void remember(Channel channel, HttpResponse response) {
		if (response.status().codeClass() == HttpStatusClass.REDIRECTION) {
			channel.attr(RESPONSE).set(response);
		}
	}

	/**
	 * Choose the method: the response is followed.
	 * @param request the request that was redirected
	 * @param response the response that redirects it
	 */
	public static void choose(HttpClientRequest request, HttpClientResponse response) {
		HttpResponse redirect = (response instanceof Connection connection)
				? connection.channel().attr(RESPONSE).getAndSet(null) : null;
		HttpResponseStatus status = status(request.method(), response.status().code());
		if (redirect != null && status != null) {
			redirect.setStatus(status);
		}
	}

	private static @Nullable HttpResponseStatus status(HttpMethod method, int status) {
		boolean posts = method.equals(HttpMethod.POST) && (status == 301 || status == 302);
		if (posts) {
			return HttpResponseStatus.SEE_OTHER;
		}
		return (method.equals(HttpMethod.HEAD) && status == 303) ? HttpResponseStatus.FOUND : null;
	}

}
