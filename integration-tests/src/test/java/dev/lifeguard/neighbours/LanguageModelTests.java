package dev.lifeguard.neighbours;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.lifeguard.failure.CallTimeoutException;
import dev.lifeguard.failure.CallTimeoutException.Phase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.retry.RetryUtils;
import org.springframework.boot.WebApplicationType;
import org.springframework.web.client.ResourceAccessException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Libraries that call language models, through a client of their own as the page about
 * long calls has it, and through the client {@code default}.
 * <p>
 * The waits are real ones, longer than the built-in limit: all calls are started at once,
 * and each test looks at some of them.
 */
class LanguageModelTests {

	private static final Duration LONGEST = Duration.ofSeconds(60);

	private static final Path PAGE = Path.of("../docs/long-calls.md");

	private static final String UNTOUCHED = "LATE-untouched";

	private static final Map<Ask, Future<String>> answers = new ConcurrentHashMap<>();

	private static ModelServer server;

	private static ExecutorService threads;

	private static App app;

	private static Future<String> untouched;

	@BeforeAll
	static void askAll() throws IOException {
		server = new ModelServer();
		threads = Executors.newCachedThreadPool();
		String[] settings = Stream
			.concat(Stream.of(new Page(PAGE).properties("llm", "default")), Stream.of("ollama.url=" + server.url()))
			.toArray(String[]::new);
		app = App.start(WebApplicationType.NONE, new Class<?>[] { OwnModelClient.class }, settings);
		asks().forEach((ask) -> answers.put(ask, threads.submit(() -> ask.of(app, server.url()))));
		untouched = threads
			.submit(() -> text(ModelLibrary.openAiAsItIs(server.url(), UNTOUCHED).call(new Prompt("?"))));
	}

	@AfterAll
	static void stop() {
		threads.shutdownNow();
		app.close();
		server.close();
	}

	@Test
	void beansOfThePageAreTheOnesThatAreTested() throws IOException {
		Path tested = Path.of("src/test/java/dev/lifeguard/neighbours/OwnModelClient.java");
		String source = Page.flat(Files.readString(tested));
		assertThat(new Page(PAGE).code()).hasSize(2).allMatch((code) -> source.contains(Page.flat(code)));
	}

	private static Stream<Ask> asks() {
		return Stream.concat(Stream.of(Mood.values()).flatMap((mood) -> asks("llm", mood)),
				Stream.of(Mood.LATE, Mood.SILENT).flatMap((mood) -> asks("default", mood)));
	}

	private static Stream<Ask> asks(String client, Mood mood) {
		return Stream.of(ModelLibrary.values())
			.flatMap((library) -> Stream.of(false, true).map((stream) -> new Ask(client, mood, library, stream)));
	}

	static Stream<Ask> ownClient() {
		return asks().filter((ask) -> ask.client().equals("llm"));
	}

	@ParameterizedTest
	@MethodSource("ownClient")
	void clientOfItsOwnGetsTheAnswer(Ask ask) throws Exception {
		assertThat(answers.get(ask).get(LONGEST.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ModelServer.ANSWER);
		assertThat(server.arrivals(ask.model())).hasSize(ask.mood().refuses() ? 2 : 1);
	}

	static Stream<Ask> busy() {
		return asks("llm", Mood.BUSY);
	}

	@ParameterizedTest
	@MethodSource("busy")
	void modelThatSaysWhenToComeBackIsNotAskedEarlier(Ask ask) throws Exception {
		answers.get(ask).get(LONGEST.toSeconds(), TimeUnit.SECONDS);
		assertThat(pause(ask)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
	}

	static Stream<Ask> brisk() {
		return asks("llm", Mood.BRISK);
	}

	@ParameterizedTest
	@MethodSource("brisk")
	void millisecondsTakePrecedenceOverTheSecondsBesideThem(Ask ask) throws Exception {
		answers.get(ask).get(LONGEST.toSeconds(), TimeUnit.SECONDS);
		assertThat(pause(ask)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
	}

	private static Duration pause(Ask ask) {
		List<Long> arrivals = server.arrivals(ask.model());
		return Duration.ofNanos(arrivals.get(1) - arrivals.get(0));
	}

	static Stream<Ask> defaultClient() {
		return asks().filter((ask) -> ask.client().equals("default"));
	}

	@ParameterizedTest
	@MethodSource("defaultClient")
	void defaultClientGivesUpAndNamesTheKey(Ask ask) {
		Throwable failure = catchThrowable(() -> answers.get(ask).get(LONGEST.toSeconds(), TimeUnit.SECONDS));
		CallTimeoutException timeout = timeout(failure);
		assertThat(timeout.getClient()).isEqualTo("default");
		assertThat(timeout.getPhase()).isEqualTo((ask.mood() == Mood.LATE) ? Phase.FIRST_BYTE : Phase.BODY);
		assertThat(timeout).hasMessageContaining("limit=10000ms (timeout.response)");
		assertThat(server.arrivals(ask.model())).hasSize(1);
	}

	@Test
	void everyQuestionWentThroughTheClientThatItShould() throws Exception {
		for (Future<String> answer : answers.values()) {
			catchThrowable(() -> answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS));
		}
		assertThat(app.counters("llm").get("granted")).isEqualTo(requests(ownClient()));
		assertThat(app.counters("default").get("granted")).isEqualTo(requests(defaultClient()));
	}

	private static long requests(Stream<Ask> asks) {
		return asks.mapToLong((ask) -> server.arrivals(ask.model()).size()).sum();
	}

	@Test
	void openAiAsItIsKnowsNothingOfTheDefaultClient() throws Exception {
		assertThat(untouched.get(LONGEST.toSeconds(), TimeUnit.SECONDS)).isEqualTo(ModelServer.ANSWER);
	}

	@Test
	void springAiRepeatsWhatTimedOutUnlessItIsToldNotTo() {
		CallTimeoutException timeout = new CallTimeoutException("default", "localhost:11434", Phase.FIRST_BYTE,
				Duration.ofMillis(10012), Duration.ofSeconds(10), null);
		assertThat(RetryUtils.DEFAULT_RETRY_TEMPLATE.getRetryPolicy()
			.shouldRetry(new ResourceAccessException("as a RestClient has it", timeout))).isTrue();
	}

	@Test
	void messageIsTheOneThatThePageShows() throws Exception {
		Ask ask = new Ask("default", Mood.LATE, ModelLibrary.OLLAMA, false);
		Throwable failure = catchThrowable(() -> answers.get(ask).get(LONGEST.toSeconds(), TimeUnit.SECONDS));
		assertThat(new Page(PAGE).printed()).singleElement()
			.satisfies((shown) -> assertThat(withoutChance(shown))
				.isEqualTo(withoutChance(String.valueOf(timeout(failure).getMessage()))));
	}

	private static String withoutChance(String message) {
		return message.replaceAll("(remote=|elapsed=)\\S+", "$1");
	}

	private static String text(ChatResponse response) {
		return response.getResults()
			.stream()
			.map((generation) -> Objects.toString(generation.getOutput().getText(), ""))
			.collect(Collectors.joining());
	}

	private static CallTimeoutException timeout(Throwable failure) {
		return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
			.filter(CallTimeoutException.class::isInstance)
			.map(CallTimeoutException.class::cast)
			.findFirst()
			.orElseThrow(() -> new AssertionError(failure));
	}

	/**
	 * A question to a model.
	 *
	 * @param client the name of the client
	 * @param mood how the model answers
	 * @param library what asks
	 * @param stream whether the answer is wanted token by token
	 */
	record Ask(String client, Mood mood, ModelLibrary library, boolean stream) {

		String model() {
			return this.mood + "-" + this.client + "-" + this.library + (this.stream ? "-stream" : "-call");
		}

		String of(App app, String url) {
			ChatModel model = this.client.equals("llm") ? this.library.withClientOfItsOwn(app, url, model())
					: this.library.withBootsBuilders(app, url, model());
			Stream<ChatResponse> responses = this.stream ? model.stream(new Prompt("?")).toStream()
					: Stream.of(model.call(new Prompt("?")));
			return responses.map(LanguageModelTests::text).collect(Collectors.joining());
		}

	}

}
