package dev.lifeguard.scenario;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.testsupport.Answers;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.RetriedFace;
import dev.lifeguard.testsupport.RetriedFace.Oneshot;
import dev.lifeguard.testsupport.RetriedFace.Sent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is repeated and what is not: each row of the table through every loop.
 */
class RetryTableTests {

	private static final String OK = "200 OK";

	private static final String BUSY = "503 Busy";

	private static final int FAILS = 0;

	private static final Sent GET = Sent.of(HttpMethod.GET, "");

	private static final Sent PUT = Sent.of(HttpMethod.PUT, "");

	private static final Sent POST = Sent.of(HttpMethod.POST, "");

	private static final MultiValueMap<String, String> FORM = new LinkedMultiValueMap<>(Map.of("a", List.of("b")));

	static Stream<Arguments> table() {
		return Stream.of(row("success", GET, 1, 200, OK), row("two failures", GET, 3, 200, BUSY, BUSY, OK),
				row("no end", GET, 3, 503, BUSY), row("another status", GET, 2, 200, "429 Slow down", OK),
				row("not a status of ours", GET, 1, 500, "500 Oops"), row("not found", GET, 1, 404, "404 No"),
				row("connection reset", GET, 2, 200, Answers.RESET, OK),
				row("reset again and again", GET, 3, FAILS, Answers.RESET),
				row("garbage", GET, 3, 200, "garbage", "nonsense", OK), row("POST", POST, 1, 503, BUSY),
				row("POST that is reset", POST, 1, FAILS, Answers.RESET),
				row("POST with a key", POST.with("Idempotency-Key", "1"), 2, 200, BUSY, OK),
				row("PUT without a body", PUT, 2, 200, BUSY, OK),
				row("PUT of a text", PUT.body("text"), 2, 200, BUSY, OK),
				row("PUT of JSON", PUT.body(Map.of("a", 1)), 2, 200, BUSY, OK),
				row("PUT of a form", PUT.body(FORM), 2, 200, BUSY, OK),
				row("PUT of a resource", PUT.body(new ByteArrayResource(new byte[9])), 2, 200, BUSY, OK),
				row("Retry-After that does not fit", GET, 1, 503, BUSY + "\r\nRetry-After: 60", OK),
				row("malformed Retry-After", GET, 2, 200, BUSY + "\r\nRetry-After: soon", OK),
				row("retry-after-ms beside Retry-After", GET, 2, 200,
						BUSY + "\r\nRetry-After: 60\r\nretry-after-ms: 20", OK),
				row("retry-after-ms that does not fit", GET, 1, 503, BUSY + "\r\nretry-after-ms: 60000", OK),
				row("retry-after-ms of a day", GET, 1, 503, BUSY + "\r\nretry-after-ms: 86400000", OK),
				row("negative retry-after-ms", GET, 2, 200, BUSY + "\r\nretry-after-ms: -60000", OK),
				row("malformed retry-after-ms", GET, 1, 503, BUSY + "\r\nRetry-After: 60\r\nretry-after-ms: soon", OK),
				row("rule of the request", GET.attribute(RetryRule.class.getName(), RetryRule.NEVER), 1, 503, BUSY, OK))
			.flatMap((row) -> Stream.of(RetriedFace.values())
				.map((face) -> Arguments.of(row[0], face, row[1], row[2], row[3], row[4])));
	}

	private static Object[] row(String name, Sent sent, int requests, int status, String... answers) {
		return new Object[] { name, sent, requests, status, answers };
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("table")
	void row(String name, RetriedFace face, Sent sent, int requests, int status, String[] answers) throws Exception {
		try (App app = App.lifeguard(WebApplicationType.NONE, face.sources(), "retry.backoff.base=20ms");
				Answers server = Answers.of(answers)) {
			Future<ResponseEntity<String>> call = face.call(app, to(server, sent));
			if (status == FAILS) {
				assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(10, TimeUnit.SECONDS));
			}
			else {
				assertThat(call.get(10, TimeUnit.SECONDS))
					.extracting((response) -> response.getStatusCode().value(), ResponseEntity::getBody)
					.containsExactly(status, "bod");
			}
			assertThat(server.arrivals()).hasSize(requests);
			app.assertNothingHeld();
		}
	}

	@ParameterizedTest
	@MethodSource("streaming")
	void bodyThatCanBeSentOnceIsSentOnce(RetriedFace face, Object body) throws Exception {
		try (App app = App.lifeguard("retry.backoff.base=20ms"); Answers server = Answers.of(BUSY, OK)) {
			assertThat(face.call(app, to(server, PUT.body(body))).get(10, TimeUnit.SECONDS).getStatusCode().value())
				.isEqualTo(503);
			assertThat(server.arrivals()).hasSize(1);
		}
	}

	static Stream<Arguments> streaming() {
		return Stream.of(RetriedFace.REST_CLIENT, RetriedFace.WEB_CLIENT)
			.map((face) -> Arguments.of(face, new Oneshot("text")));
	}

	private static Sent to(Answers server, Sent sent) {
		return new Sent(sent.method(), server.url(), sent.headers(), sent.attributes(), sent.body());
	}

}
