package dev.lifeguard.client;

import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import org.jspecify.annotations.Nullable;

/**
 * Check of a request's head before anything is done for the request. What HTTP cannot
 * carry, and what would let the body be taken for another request, is refused with an
 * {@link IllegalArgumentException} that names it. Values may be secrets and are never
 * shown.
 *
 * @since 0.1.0
 */
public final class RequestHead {

	private static final String CONTENT_LENGTH = "Content-Length";

	private static final String TRANSFER_ENCODING = "Transfer-Encoding";

	/** The headers that say something about a body, and go with it. */
	public static final List<String> OF_THE_BODY = List.of(CONTENT_LENGTH, TRANSFER_ENCODING, "Content-Type",
			"Content-Encoding", "Content-Language", "Content-Location", "Expect");

	private static final String CONNECT = "CONNECT";

	private static final int SHOWN = 40;

	private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

	private RequestHead() {
	}

	/**
	 * Check a request's head.
	 * @param method the request method
	 * @param uri where the request goes
	 * @param headers passes each of the request's headers on, whatever its case only once
	 * @throws IllegalArgumentException if the request cannot be sent
	 */
	public static void check(String method, URI uri, Consumer<BiConsumer<String, List<String>>> headers) {
		if (method.isEmpty() || HttpHeaderValidationUtil.validateToken(method) != -1) {
			throw unsendable("the method '%s' cannot be sent: it is not a token".formatted(shown(method)));
		}
		if (method.equals(CONNECT)) {
			throw unsendable("the method 'CONNECT' cannot be sent: it would make a tunnel of a pooled connection");
		}
		check(uri);
		Framing framing = new Framing();
		headers.accept(framing);
		framing.check();
	}

	/**
	 * Return a URI as it is sent: what is not ASCII is escaped.
	 * @param uri where a request goes
	 * @return the same URI, in most cases the same object
	 */
	public static URI sent(URI uri) {
		String ascii = uri.toASCIIString();
		return ascii.equals(uri.toString()) ? uri : URI.create(ascii);
	}

	private static void check(URI uri) {
		String scheme = uri.getScheme();
		if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
			throw unsendable("the URI '%s' cannot be requested: it begins with neither http:// nor https://"
				.formatted(shown(withoutSecrets(uri))));
		}
		if (uri.getRawAuthority() == null) {
			throw unsendable("the URI '%s' cannot be requested: it has no host".formatted(shown(withoutSecrets(uri))));
		}
	}

	private static String withoutSecrets(URI uri) {
		String scheme = (uri.getScheme() != null) ? uri.getScheme() + ":" : "";
		return scheme + ((uri.getRawPath() != null) ? uri.getRawPath() : "");
	}

	private static void check(String name, List<String> values) {
		if (name.isEmpty() || HttpHeaderValidationUtil.validateToken(name) != -1) {
			throw unsendable("the header name '%s' cannot be sent: it is not a token".formatted(shown(name)));
		}
		values.forEach((value) -> checkValue(name, value));
	}

	private static void checkValue(String name, @Nullable String value) {
		if (value == null) {
			throw unsendable("the header '%s' cannot be sent: its value is null".formatted(shown(name)));
		}
		int index = HttpHeaderValidationUtil.validateValidHeaderValue(value);
		if (index != -1) {
			throw unsendable("the header '%s' cannot be sent: character %s of its value, U+%04X, is not allowed"
				.formatted(shown(name), index + 1, (int) value.charAt(index)));
		}
	}

	private static void checkFraming(List<String> lengths, List<String> codings) {
		if (codings.size() > 1 || (codings.size() == 1 && !codings.get(0).trim().equalsIgnoreCase("chunked"))) {
			throw unsendable(
					"the header 'Transfer-Encoding' cannot be sent: only 'chunked' is possible, and only once");
		}
		long length = declaredLength(lengths);
		if (length != -1 && !codings.isEmpty()) {
			throw unsendable("the headers 'Content-Length' and 'Transfer-Encoding' cannot be sent together: "
					+ "each says where the body ends");
		}
	}

	/**
	 * Return how long a request says that its body is, or -1 if it does not say so.
	 */
	static long declaredLength(List<String> lengths) {
		if (lengths.isEmpty()) {
			return -1;
		}
		if (lengths.size() > 1) {
			throw unsendable(
					"the header 'Content-Length' cannot be sent: it occurs %s times".formatted(lengths.size()));
		}
		String length = lengths.get(0);
		if (length == null || !LENGTH.matcher(length).matches()) {
			throw unsendable("the header 'Content-Length' cannot be sent: its value is not a number of bytes");
		}
		return Long.parseLong(length);
	}

	/**
	 * Return a name as it can be shown: on one line, and not endless.
	 * @param text the name
	 * @return its beginning
	 */
	public static String shown(String text) {
		StringBuilder shown = new StringBuilder();
		text.chars()
			.limit(SHOWN)
			.forEach((character) -> shown.append((character > ' ' && character < 0x7f)
					? String.valueOf((char) character) : "\\u%04x".formatted(character)));
		return (text.length() > SHOWN) ? shown + "..." : shown.toString();
	}

	/**
	 * Return the failure of a request that cannot be sent.
	 * @param message what cannot be sent and why
	 * @return the failure
	 */
	public static IllegalArgumentException unsendable(String message) {
		return new IllegalArgumentException(message);
	}

	/**
	 * Check of the headers one by one, and of those together that say where the body
	 * ends.
	 */
	private static final class Framing implements BiConsumer<String, List<String>> {

		private List<String> lengths = List.of();

		private List<String> codings = List.of();

		@Override
		public void accept(String name, List<String> values) {
			RequestHead.check(name, values);
			if (name.equalsIgnoreCase(CONTENT_LENGTH)) {
				this.lengths = values;
			}
			else if (name.equalsIgnoreCase(TRANSFER_ENCODING)) {
				this.codings = values;
			}
		}

		void check() {
			checkFraming(this.lengths, this.codings);
		}

	}

}
