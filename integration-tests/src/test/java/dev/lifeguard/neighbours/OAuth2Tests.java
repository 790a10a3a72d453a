package dev.lifeguard.neighbours;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Spring Security adds a token that it gets through another client.
 */
@ExtendWith(OutputCaptureExtension.class)
class OAuth2Tests {

	private static final String TOKEN = "c0ffee-token";

	private static final String SECRET = "hush-hush";

	private static final String BEARER = "Bearer " + TOKEN;

	/**
	 * Each token has a number, and is old when it comes: Spring Security wants a minute
	 * left.
	 */
	private final Instance tokens = Instance
		.start((number, response) -> response.header("Content-Type", "application/json")
			.sendString(Mono
				.just("{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":1}".formatted(TOKEN + number)))
			.then());

	private final Sinks.Empty<Void> held = Sinks.empty();

	/** Fails once, answers once, and holds what follows. */
	private final Instance backend = Instance.start((number, response) -> switch (number) {
		case 1 -> response.status(503).send();
		case 2 -> response.sendString(Mono.just("ok")).then();
		default -> this.held.asMono();
	});

	@AfterEach
	void stopServers() {
		this.held.tryEmitEmpty();
		this.backend.close();
		this.tokens.close();
	}

	static Stream<Arguments> attachments() {
		return Stream.of(TokenAttachment.values())
			.flatMap((attachment) -> Stream.of(Face.values()).map((face) -> Arguments.of(attachment, face)));
	}

	private App app(WebApplicationType type, TokenAttachment attachment, Class<?>... sources) {
		String registration = "spring.security.oauth2.client.registration.backend.";
		Class<?>[] all = Stream.of(new Class<?>[] { TokenConfiguration.class }, attachment.sources(), sources)
			.flatMap(Stream::of)
			.toArray(Class<?>[]::new);
		return App.start(type, all, registration + "authorization-grant-type=client_credentials",
				registration + "client-id=shop", registration + "client-secret=" + SECRET,
				registration + "provider=idp",
				"spring.security.oauth2.client.provider.idp.token-uri=" + this.tokens.url(),
				"logging.level.dev.lifeguard=trace", "lifeguard.defaults.pool.max-connections=1",
				"lifeguard.defaults.pool.max-pending=0", "lifeguard.clients.tokens.base-url=" + this.tokens.url(),
				"lifeguard.clients.orders.base-url=" + this.backend.url());
	}

	@ParameterizedTest
	@MethodSource("attachments")
	void eachAttemptHasAFreshTokenThatAnotherClientGot(TokenAttachment attachment, Face face) {
		try (App app = app(WebApplicationType.NONE, attachment)) {
			assertThat(attachment.get(app, face)).isEqualTo("ok");
			assertThat(this.backend.authorizations()).containsExactly(BEARER + 1, BEARER + 2);
			assertThat(app.counters("tokens")).containsEntry("granted",
					attachment.isFetchedByAClient() ? (long) this.tokens.requests() : 0);
		}
	}

	@ParameterizedTest
	@EnumSource
	void tokenIsKeptSecret(Face face, CapturedOutput output) {
		try (App app = app(WebApplicationType.SERVLET, TokenAttachment.QUALIFIED, Open.class)) {
			assertThat(app.get(face, "/")).isEqualTo("ok");
			Thread holder = new Thread(() -> app.get(face, "/held"));
			holder.start();
			await().until(() -> this.backend.requests() == 3);
			assertThat(this.backend.authorizations()).containsExactly(BEARER + 1, BEARER + 2, BEARER + 3);
			String failure = trace(catchThrowable(() -> app.get(face, "/refused")));
			assertThat(failure).contains("503: Connection pool exhausted");
			String endpoint = endpoint(app, "") + endpoint(app, "/orders");
			assertThat(endpoint).contains("lastEpisode", "\"active\":1");
			this.held.tryEmitEmpty();
			assertThat(failure + endpoint + output).doesNotContain(TOKEN, SECRET);
		}
	}

	private static String endpoint(App app, String path) {
		return String.valueOf(
				RestClient.create(app.url()).get().uri("/actuator/httppools" + path).retrieve().body(String.class));
	}

	private static String trace(Throwable failure) {
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		return trace.toString();
	}

}
