package dev.lifeguard.scenario;

import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Face;
import dev.lifeguard.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The builders that Boot configures for the application.
 */
@ExtendWith(OutputCaptureExtension.class)
class DefaultBuilderTests {

	/**
	 * Answers with the headers that it was sent.
	 */
	private final ScriptedServer server = ScriptedServer.start((exchange) -> {
		String head = exchange.head();
		exchange.send("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(head.length(), head));
	});

	@AfterEach
	void stopServer() throws Exception {
		this.server.close();
	}

	private App app(String... settings) {
		return App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Customizers.class }, settings);
	}

	private static Future<String> get(App app, Face face, String uri) {
		return face.of(app.bean(RestClient.Builder.class).build(), app.bean(WebClient.Builder.class).build()).get(uri);
	}

	@ParameterizedTest
	@EnumSource
	void buildersUseTheDefaultClientAndTheCustomizersStay(Face face) throws Exception {
		try (App app = app("lifeguard.clients.default.base-url=" + this.server.url(),
				"lifeguard.clients.default.default-headers.X-Default=yes")) {
			String head = get(app, face, "/").get(5, TimeUnit.SECONDS);
			assertThat(head).containsIgnoringCase("X-Default: yes").containsIgnoringCase("X-Customized: yes");
			assertThat(app.clients().snapshot("default").remotes()).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void namedClientHasNothingOfTheDefaultOne(Face face) throws Exception {
		try (App app = app("lifeguard.clients.default.base-url=http://default.test",
				"lifeguard.clients.default.default-headers.X-Default=s3cret", "base-url=" + this.server.url())) {
			String head = app.caller(face).get("/").get(5, TimeUnit.SECONDS);
			assertThat(head).containsIgnoringCase("X-Customized: yes").doesNotContainIgnoringCase("X-Default");
			assertThat(app.snapshot().remotes()).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void buildersStayAsTheyWereIfThatIsWanted(Face face) throws Exception {
		try (App app = app("lifeguard.tune-default-builders=false",
				"lifeguard.clients.default.default-headers.X-Default=yes")) {
			assertThat(get(app, face, this.server.url()).get(5, TimeUnit.SECONDS))
				.doesNotContainIgnoringCase("X-Default");
			assertThat(app.clients().snapshot("default").remotes()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource
	void buildersStayAsTheyWereWithoutADefaultClient(Face face) throws Exception {
		try (App app = app("pool.max-connections=1")) {
			assertThat(get(app, face, this.server.url()).get(5, TimeUnit.SECONDS)).containsIgnoringCase("X-Customized");
			assertThat(app.snapshot().remotes()).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "fail,false", "warn,true", "allow,true" })
	void blockingCallOnAnEventLoopIsWhatIsWanted(String rule, boolean made, CapturedOutput output) throws Exception {
		try (App app = app("pool.max-connections=1", "lifeguard.block-on-event-loop=" + rule)) {
			Future<Object> call = Mono
				.fromCallable(() -> app.restClient().get().uri(this.server.url()).retrieve().body(String.class))
				.cast(Object.class)
				.onErrorResume(IllegalStateException.class, Mono::just)
				.subscribeOn(Schedulers.parallel())
				.toFuture();
			assertThat(call.get(5, TimeUnit.SECONDS) instanceof IllegalStateException).isEqualTo(!made);
			String words = "client 'orders': a blocking call on the event-loop thread 'parallel-";
			assertThat(output.getAll().contains(words)).isEqualTo(rule.equals("warn"));
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		RestClientCustomizer rest() {
			return (builder) -> builder.defaultHeader("X-Customized", "yes");
		}

		@Bean
		WebClientCustomizer web() {
			return (builder) -> builder.defaultHeader("X-Customized", "yes");
		}

	}

}
