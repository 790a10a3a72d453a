package dev.lifeguard.testsupport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A random request of an application, sensible or not, with what may come of it.
 *
 * @param id what tells it from all others
 * @param method its method, which may be none
 * @param target path and query, as they are sent
 * @param headers its headers, among them what it says about its body
 * @param kind how its body is written
 * @param body its body
 * @param failsAt after how many bytes the application fails to write it, or -1
 * @param peer what the server does
 * @param sendable whether its head can be sent
 * @param framed whether its head says of the body what is true
 */
public record RandomRequest(String id, String method, String target, Map<String, List<String>> headers, Kind kind,
		byte[] body, int failsAt, Peer peer, boolean sendable, boolean framed) {

	/** Neighbouring seeds give neighbouring numbers, without it. */
	private static final long SCATTER = 0x9E3779B97F4A7C15L;

	private static final List<String> METHODS = List.of("GET", "GET", "HEAD", "POST", "POST", "PUT", "PATCH", "DELETE",
			"DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "M-SEARCH", "get", "GET /x", "G\r\nT", "P\u00d6ST",
			"\u010a");

	private static final List<String> TARGETS = List.of("", "?a=b&c", "?q=%0d%0aX:%20y", "/%2e%2e/x", ";v=1", "//x",
			"/%C3%A4", "/\u00e4\u010a", "/(x)'*", "?http://x/", "/%00", "?", "/..", "/./x");

	private static final List<Integer> SIZES = List.of(0, 0, 1, 2, 300, 16_383, 16_384, 16_385, 32_768, 65_535, 65_536,
			65_537, 70_000, 200_000);

	private static final String SMUGGLED = "\r\n0\r\n\r\nGET /admin HTTP/1.1\r\nHost: x\r\n\r\n";

	private static final Map<String, String> WELL = Map.of("X-A", "plain", "X-B", "", "X-C", "tab in\tit", "Accept",
			"*/*;q=0.1", "X-D", "caf\u00e9", "Connection", "close", "Expect", "100-continue", "Host", "other:81",
			"Content-Encoding", "gzip", "Trailer", "X-Late");

	private static final Map<String, String> ILL = Map.of("X-A", "a\r\nX-Evil: 1", "X-B", "a\nb", "X-C", "a\0b", "X D",
			"1", "", "1", "X:", "1", "X-\u00e9", "1", "X\n", "1", "X-E", "\r", "X-F", "\u007f");

	private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

	/**
	 * Make a request.
	 * @param seed where it comes from
	 * @param face the client that sends it
	 * @return the request
	 */
	public static RandomRequest of(long seed, Face face) {
		Random random = new Random(seed * SCATTER);
		String id = id(seed, face);
		String method = METHODS.get(random.nextInt(rarely(random, 3) ? METHODS.size() : 10));
		Kind kind = rarely(random, 6) ? Kind.NONE : Kind.values()[random.nextInt(Kind.values().length)];
		byte[] body = body(id, kind.isEmpty() ? 0 : SIZES.get(random.nextInt(SIZES.size())));
		int failsAt = failsAt(random, kind, body.length);
		Map<String, List<String>> headers = new LinkedHashMap<>();
		boolean ill = rarely(random, 12);
		header(random, ill ? ILL : WELL, headers, ill || rarely(random, 4));
		Length length = Length.values()[rarely(random, 2) ? 0 : random.nextInt(Length.values().length)];
		length.declare(headers, body.length);
		String target = "/" + id + oftenFirst(random, TARGETS, 3);
		Peer peer = oftenFirst(random, List.of(Peer.values()), 6);
		return new RandomRequest(id, method, target, headers, kind, body, failsAt, peer, isMethod(method) && !ill,
				length.isTrue(body.length));
	}

	private static String id(long seed, Face face) {
		return Long.toHexString(seed) + ((face == Face.REST_CLIENT) ? "r" : "w");
	}

	private static int failsAt(Random random, Kind kind, int size) {
		return (kind.isStreamed() && rarely(random, 8)) ? random.nextInt(size + 1) : -1;
	}

	private static <T> T oftenFirst(Random random, List<T> all, int times) {
		return all.get(rarely(random, times) ? random.nextInt(all.size()) : 0);
	}

	private static boolean rarely(Random random, int times) {
		return random.nextInt(times) == 0;
	}

	private static boolean isMethod(String method) {
		return method.matches("[A-Za-z-]+") && !method.equals("CONNECT");
	}

	private static void header(Random random, Map<String, String> all, Map<String, List<String>> headers, boolean any) {
		if (any) {
			List<String> names = all.keySet().stream().sorted().toList();
			String name = names.get(random.nextInt(names.size()));
			headers.put(name, List.of(all.get(name)));
		}
	}

	private static byte[] body(String id, int size) {
		byte[] unit = (id + SMUGGLED).getBytes(StandardCharsets.US_ASCII);
		byte[] body = new byte[size];
		for (int from = 0; from < size; from += unit.length) {
			System.arraycopy(unit, 0, body, from, Math.min(unit.length, size - from));
		}
		return body;
	}

	/**
	 * Return whether there must be a response to it.
	 * @return whether nothing is wrong with it, nor with the server
	 */
	public boolean isAnswered() {
		return this.sendable && this.framed && this.failsAt == -1 && this.peer == Peer.ANSWERS;
	}

	/**
	 * Return whether a response may be the one to this request.
	 * @param response status, identifier and body
	 * @return whether it is, and there may be one
	 */
	public boolean mayGet(String response) {
		boolean possible = this.sendable && this.failsAt == -1;
		String body = this.method.equals("HEAD") ? "" : "ok";
		return switch (this.peer) {
			case ANSWERS, ANSWERS_AND_CLOSES -> possible && response.equals("200 " + this.id + " " + body);
			case REFUSES_EARLY -> this.sendable && response.equals("413 " + this.id + " " + body);
			case CLOSES -> false;
		};
	}

	/**
	 * Return whether the request may fail like this.
	 * @param failure what the application gets
	 * @return whether the failure says whose fault it is
	 */
	public boolean mayFailWith(Throwable failure) {
		List<Throwable> causes = Calls.causes(failure).toList();
		boolean unsendable = causes.stream().anyMatch(IllegalArgumentException.class::isInstance);
		boolean own = causes.stream().anyMatch(Failure.class::isInstance);
		boolean lost = causes.stream().anyMatch(IOException.class::isInstance);
		if (!this.sendable) {
			return unsendable;
		}
		return (unsendable && !this.framed) || (own && this.failsAt != -1) || (lost && this.peer != Peer.ANSWERS);
	}

	/**
	 * Return whether it may be sent twice.
	 * @return whether that does no harm, and the server asks for it
	 */
	public boolean isRepeatable() {
		return this.peer == Peer.CLOSES && IDEMPOTENT.contains(this.method);
	}

	/**
	 * Return whether this is the request, as a server received it.
	 * @param seen what it received
	 * @return whether nothing is missing and nothing is in it that does not belong there
	 */
	public boolean is(StrictServer.Request seen) {
		return seen.line().equals(line()) && Arrays.equals(seen.body(), this.body) && this.failsAt == -1;
	}

	/**
	 * Return whether this is the beginning of the request.
	 * @param seen what a server received before the connection was closed
	 * @return whether nothing is in it that does not belong there
	 */
	public boolean beginsWith(String seen) {
		int end = seen.indexOf("\r\n\r\n") + 4;
		boolean chunked = StrictServer.Request.values(seen, "Content-Length").isEmpty();
		boolean own = chunked || end < 4
				|| new String(this.body, StandardCharsets.ISO_8859_1).startsWith(seen.substring(end));
		return own && seen.startsWith(line() + " HTTP/1.1\r\n");
	}

	private String line() {
		URI uri = URI.create("http://x" + this.target);
		return this.method + " " + uri.toASCIIString().substring("http://x".length());
	}

	/**
	 * Send the request.
	 * @param app the application
	 * @param face the kind of client
	 * @param url where it goes
	 * @return status and body of the response
	 */
	public String send(App app, Face face, String url) {
		URI uri = URI.create(url + this.target);
		return (face == Face.REST_CLIENT) ? block(app.restClient(), uri) : react(app.webClient(), uri);
	}

	private String block(RestClient client, URI uri) {
		RestClient.RequestBodySpec request = client.method(HttpMethod.valueOf(this.method)).uri(uri);
		request.headers(this::addTo);
		switch (this.kind) {
			case NONE, EMPTY -> {
			}
			case BYTES -> request.contentType(MediaType.APPLICATION_OCTET_STREAM).body(this.body);
			case TEXT ->
				request.contentType(MediaType.TEXT_PLAIN).body(new String(this.body, StandardCharsets.US_ASCII));
			case RESOURCE -> request.body(new ByteArrayResource(this.body));
			case STREAM -> request.body(new InputStreamResource(new ByteArrayInputStream(this.body)));
			case WRITTEN, PUBLISHED -> request.body(this::write);
			case WRITTEN_BYTE_BY_BYTE, PUBLISHED_ELSEWHERE -> request.body(this::writeByteByByte);
		}
		return request.exchange((sent, response) -> response.getStatusCode().value() + " "
				+ response.getHeaders().getFirst("X-Id") + " " + new String(response.getBody().readAllBytes()));
	}

	private void write(OutputStream out) throws IOException {
		int end = (this.failsAt != -1) ? this.failsAt : this.body.length;
		for (int from = 0; from < end; from += 10_000) {
			out.write(this.body, from, Math.min(10_000, end - from));
		}
		if (this.failsAt != -1) {
			throw new Failure();
		}
	}

	private void writeByteByByte(OutputStream out) throws IOException {
		int end = (this.failsAt != -1) ? this.failsAt : this.body.length;
		for (int index = 0; index < end; index++) {
			out.write(this.body[index]);
			if (index % 20_000 == 19_999) {
				out.flush();
			}
		}
		if (this.failsAt != -1) {
			throw new Failure();
		}
	}

	private String react(WebClient client, URI uri) {
		WebClient.RequestBodySpec request = client.method(HttpMethod.valueOf(this.method)).uri(uri);
		request.headers(this::addTo);
		if (this.kind.isStreamed()) {
			request.body(published(), DataBuffer.class);
		}
		else {
			addBody(request);
		}
		return request
			.exchangeToMono((response) -> response.bodyToMono(String.class)
				.defaultIfEmpty("")
				.map((body) -> response.statusCode().value() + " " + response.headers().asHttpHeaders().getFirst("X-Id")
						+ " " + body))
			.block(Duration.ofSeconds(20));
	}

	private void addBody(WebClient.RequestBodySpec request) {
		switch (this.kind) {
			case EMPTY -> request.body(Mono.empty(), DataBuffer.class);
			case BYTES -> request.contentType(MediaType.APPLICATION_OCTET_STREAM).bodyValue(this.body);
			case TEXT ->
				request.contentType(MediaType.TEXT_PLAIN).bodyValue(new String(this.body, StandardCharsets.US_ASCII));
			case RESOURCE -> request.bodyValue(new ByteArrayResource(this.body));
			case STREAM -> request.bodyValue(new InputStreamResource(new ByteArrayInputStream(this.body)));
			default -> {
			}
		}
	}

	private Publisher<DataBuffer> published() {
		return switch (this.kind) {
			case PUBLISHED -> whole();
			case WRITTEN_BYTE_BY_BYTE -> pieces(777);
			case PUBLISHED_ELSEWHERE -> pieces(10_000).publishOn(Schedulers.parallel());
			default -> pieces(10_000);
		};
	}

	private Publisher<DataBuffer> whole() {
		return (this.failsAt != -1) ? Mono.error(new Failure())
				: Mono.fromSupplier(() -> DefaultDataBufferFactory.sharedInstance.wrap(this.body));
	}

	private Flux<DataBuffer> pieces(int size) {
		int end = (this.failsAt != -1) ? this.failsAt : this.body.length;
		Flux<DataBuffer> pieces = Flux.range(0, (end + size - 1) / size)
			.map((index) -> DefaultDataBufferFactory.sharedInstance
				.wrap(Arrays.copyOfRange(this.body, index * size, Math.min(end, (index + 1) * size))));
		return (this.failsAt != -1) ? pieces.concatWith(Mono.error(new Failure())) : pieces;
	}

	private void addTo(HttpHeaders target) {
		target.putAll(this.headers);
	}

	@Override
	public String toString() {
		return "%s (%s) %s, %d bytes, fails at %d, %s, %s".formatted(this.method, this.target, this.kind,
				this.body.length, this.failsAt, this.peer, this.headers);
	}

	/**
	 * How a body is written.
	 */
	public enum Kind {

		NONE, EMPTY, BYTES, TEXT, RESOURCE, STREAM, WRITTEN, WRITTEN_BYTE_BY_BYTE, PUBLISHED, PUBLISHED_ELSEWHERE;

		boolean isEmpty() {
			return this == NONE || this == EMPTY;
		}

		boolean isStreamed() {
			return ordinal() >= WRITTEN.ordinal();
		}

	}

	/**
	 * What a server does with a request.
	 */
	public enum Peer {

		ANSWERS, ANSWERS_AND_CLOSES, REFUSES_EARLY, CLOSES

	}

	/**
	 * What a request says about the end of its body.
	 */
	private enum Length {

		UNSAID(null, true), RIGHT("%d", true), SHORTER("%2$d", false), LONGER("%3$d", false), ZERO("0", false),
		NEGATIVE("-1", false), TWICE("%1$d and %1$d", false), LIST("%1$d, %1$d", false), GARBAGE("0x%x", false),
		CHUNKED(null, true, "chunked"), CHUNKED_TOO("%d", false, "chunked"), GZIP(null, false, "gzip");

		private final @Nullable String length;

		private final boolean honest;

		private final String[] codings;

		Length(@Nullable String length, boolean honest, String... codings) {
			this.length = length;
			this.honest = honest;
			this.codings = codings;
		}

		void declare(Map<String, List<String>> headers, int size) {
			if (this.length != null) {
				String lengths = this.length.formatted(size, Math.max(0, size - 1), size + 1);
				headers.put("Content-Length", List.of(lengths.split(" and ")));
			}
			if (this.codings.length > 0) {
				headers.put("Transfer-Encoding", List.of(this.codings));
			}
		}

		boolean isTrue(int size) {
			return this.honest || (size == 0 && (this == SHORTER || this == ZERO));
		}

	}

	/**
	 * What the application fails with.
	 */
	@SuppressWarnings("serial")
	public static final class Failure extends RuntimeException {

		Failure() {
			super("the application's own");
		}

	}

}
