package dev.lifeguard.neighbours;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * A real HTTP server on loopback that serves language models in two dialects. A model's
 * name begins with its {@link Mood}.
 */
final class ModelServer implements AutoCloseable {

	/** What every model answers. */
	static final String ANSWER = "one two";

	private static final LoopResources LOOPS = LoopResources.create("models", 2, true);

	private final Map<String, List<Long>> arrivals = new ConcurrentHashMap<>();

	private final DisposableServer server = HttpServer.create()
		.runOn(LOOPS)
		.host("127.0.0.1")
		.port(0)
		.route((routes) -> {
			for (Dialect dialect : Dialect.values()) {
				routes.post(dialect.path, (request, response) -> serve(dialect, request, response));
			}
		})
		.bindNow();

	private Mono<Void> serve(Dialect dialect, HttpServerRequest request, HttpServerResponse response) {
		return request.receive().aggregate().asString().flatMap((body) -> {
			Question question = Question.parse(body);
			List<Long> times = this.arrivals.computeIfAbsent(question.model(), (key) -> new CopyOnWriteArrayList<>());
			times.add(System.nanoTime());
			return (question.mood().refuses() && times.size() == 1) ? refuse(question.mood(), response)
					: Mono.delay(question.mood().untilFirstByte())
						.then(Mono.defer(() -> answer(dialect, question, response)));
		});
	}

	private static Mono<Void> refuse(Mood mood, HttpServerResponse response) {
		mood.refusal().forEach(response::header);
		return response.status(429).send();
	}

	private static Mono<Void> answer(Dialect dialect, Question question, HttpServerResponse response) {
		String text = question.stream() ? dialect.stream : dialect.whole;
		int middle = text.indexOf("two");
		Flux<String> halves = Flux.concat(Mono.just(text.substring(0, middle)),
				Mono.just(text.substring(middle)).delaySubscription(question.mood().pause()));
		return response.header("Content-Type", question.stream() ? dialect.streamType : "application/json")
			.send(halves.map((half) -> Unpooled.copiedBuffer(half, StandardCharsets.UTF_8)), (half) -> true)
			.then();
	}

	/**
	 * Return when the requests for a model came.
	 * @param model its name
	 * @return nanoseconds, one for each request
	 */
	List<Long> arrivals(String model) {
		return this.arrivals.getOrDefault(model, List.of());
	}

	String url() {
		return "http://127.0.0.1:" + this.server.port();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	/**
	 * What is asked.
	 *
	 * @param model the model's name
	 * @param stream whether the answer is wanted token by token
	 */
	private record Question(String model, boolean stream) {

		private static final Pattern MODEL = Pattern.compile("\"model\"\\s*:\\s*\"([^\"]+)\"");

		private static final Pattern STREAM = Pattern.compile("\"stream\"\\s*:\\s*true");

		static Question parse(String body) {
			Matcher model = MODEL.matcher(body);
			return new Question(model.find() ? model.group(1) : "", STREAM.matcher(body).find());
		}

		Mood mood() {
			return Mood.valueOf(this.model.substring(0, this.model.indexOf('-')));
		}

	}

	/**
	 * An API by which language models are served.
	 */
	private enum Dialect {

		/** Chat completions, which many vendors and servers have copied from OpenAI. */
		OPEN_AI("/v1/chat/completions", "text/event-stream", """
				{"id":"1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,
				"finish_reason":"stop","logprobs":null,
				"message":{"role":"assistant","refusal":null,"content":"one two"}}]}
				""",
				"data: " + chunk("one ", "null") + "\n\ndata: " + chunk("two", "\"stop\"") + "\n\ndata: [DONE]\n\n"),

		/** Ollama's own. */
		OLLAMA("/api/chat", "application/x-ndjson", piece("one two", true),
				piece("one ", false) + "\n" + piece("two", true) + "\n");

		private final String path;

		private final String streamType;

		private final String whole;

		private final String stream;

		Dialect(String path, String streamType, String whole, String stream) {
			this.path = path;
			this.streamType = streamType;
			this.whole = whole;
			this.stream = stream;
		}

		private static String chunk(String text, String finish) {
			return """
					{"id":"1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
					"delta":{"role":"assistant","content":"%s"},"finish_reason":%s}]}""".formatted(text, finish);
		}

		private static String piece(String text, boolean done) {
			return """
					{"model":"m","created_at":"2026-01-01T00:00:00Z","done":%s,\
					"message":{"role":"assistant","content":"%s"}}""".formatted(done, text);
		}

	}

}
