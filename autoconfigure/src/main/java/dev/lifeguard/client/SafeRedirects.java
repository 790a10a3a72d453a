package dev.lifeguard.client;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lifeguard.call.wire.RedirectMethod;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/**
 * Rules for following redirects. Whether they are followed is up to Boot; a redirect does
 * not lead from TLS to clear text unless following was written down, and what is meant
 * for one origin does not reach another.
 *
 * @since 0.1.0
 */
public final class SafeRedirects implements UnaryOperator<HttpClient> {

	private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

	private static final Pattern SCHEME = Pattern.compile("\\s*([A-Za-z][A-Za-z0-9+.-]*):.*", Pattern.DOTALL);

	private static final Set<String> ENCRYPTED = Set.of("https", "wss");

	private final boolean anyScheme;

	private final Set<String> confidential;

	/**
	 * Create the rules.
	 * @param anyScheme whether redirects from TLS to clear text are followed as well
	 * @param defaultHeaders the names of the headers that every request of the client has
	 */
	public SafeRedirects(boolean anyScheme, Set<String> defaultHeaders) {
		this.anyScheme = anyScheme;
		this.confidential = new LinkedHashSet<>(defaultHeaders);
		this.confidential.addAll(List.of("Authorization", "Proxy-Authorization", "Cookie"));
	}

	@Override
	public HttpClient apply(HttpClient http) {
		return http.followRedirect(this::follows, (before, request) -> leaveBehind(request));
	}

	private boolean follows(HttpClientRequest request, HttpClientResponse response) {
		String location = response.responseHeaders().get(HttpHeaderNames.LOCATION);
		boolean follows = location != null && STATUSES.contains(response.status().code())
				&& (this.anyScheme || !leavesTls(request.resourceUrl(), location));
		if (follows) {
			RedirectMethod.choose(request, response);
		}
		return follows;
	}

	static boolean leavesTls(@Nullable String from, String location) {
		Matcher scheme = SCHEME.matcher(location);
		return from != null && ENCRYPTED.contains(schemeOf(from)) && scheme.matches()
				&& !ENCRYPTED.contains(scheme.group(1).toLowerCase(Locale.ROOT));
	}

	private static String schemeOf(String url) {
		return url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT);
	}

	/**
	 * The application's headers are written anew for each redirect, so what counts is
	 * whether any of them led to another origin, and not only the last one.
	 */
	private void leaveBehind(HttpClientRequest request) {
		String[] urls = request.redirectedFrom();
		String here = request.resourceUrl();
		boolean stayed = here != null && urls.length > 0 && Origin.of(urls[0]).equals(Origin.of(here))
				&& Arrays.stream(urls).map(Origin::of).distinct().count() == 1;
		if (!stayed) {
			HttpHeaders headers = request.requestHeaders();
			this.confidential.forEach(headers::remove);
			if (here != null) {
				headers.set(HttpHeaderNames.HOST, Origin.of(here).host());
			}
		}
	}

	/**
	 * Origin that a URL leads to.
	 *
	 * @param scheme the scheme
	 * @param host the host, with the port if it is not the scheme's own
	 */
	private record Origin(String scheme, String host) {

		private static final Pattern URL = Pattern.compile("(?i)([a-z][a-z0-9+.-]*)://(?:[^/?#]*@)?([^/?#@]*).*",
				Pattern.DOTALL);

		static Origin of(String url) {
			Matcher parts = URL.matcher(url);
			if (!parts.matches()) {
				return new Origin("", url);
			}
			String scheme = parts.group(1).toLowerCase(Locale.ROOT);
			String standardPort = ENCRYPTED.contains(scheme) ? ":443$" : ":80$";
			return new Origin(scheme, parts.group(2).toLowerCase(Locale.ROOT).replaceAll(standardPort, ""));
		}

	}

}
