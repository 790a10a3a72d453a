package dev.lifeguard.scenario;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Authority;
import dev.lifeguard.testsupport.PemFiles;
import dev.lifeguard.testsupport.StrictServer;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of the documentation that says how the engines of a {@code RestClient}
 * redirect, measured. The JDK has a row for each of its ways: updates change it.
 */
class RedirectsOfEnginesTests {

	private static final Authority AUTHORITY = new Authority("authority");

	private static final Path TABLE = Path.of("..", "docs", "connections.md");

	private static final HttpMethod[] WITH_BODY = { HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE };

	@TempDir
	private Path directory;

	@ParameterizedTest
	@EnumSource
	void tableIsRight(Engine engine) throws Exception {
		PemFiles files = new PemFiles(this.directory, AUTHORITY.issue("me"), AUTHORITY);
		try (App app = engine.start(files)) {
			RestClient client = app.restClient();
			List<String> cells = new ArrayList<>();
			cells.add(sent(client, List.of(301, 302), HttpMethod.POST));
			cells.add(sent(client, List.of(301, 302), HttpMethod.PUT, HttpMethod.DELETE));
			cells.add(sent(client, List.of(303), WITH_BODY));
			cells.add(sent(client, List.of(307, 308), WITH_BODY));
			cells.add(toClearText(client));
			for (String header : List.of("Authorization", "Cookie", "X-Api-Key")) {
				cells.add(kept(client, header));
			}
			String measured = " | " + String.join(" | ", cells) + " |";
			assertThat(Files.readAllLines(TABLE).stream().map((line) -> line.replaceFirst(", Java [0-9.]+", "")))
				.contains("| " + engine.title + measured);
		}
	}

	private static String sent(RestClient client, List<Integer> statuses, HttpMethod... methods) throws Exception {
		Set<String> sent = new LinkedHashSet<>();
		for (int status : statuses) {
			for (HttpMethod method : methods) {
				sent.add(sent(client, status, method));
			}
		}
		return String.join(", ", sent);
	}

	private static String sent(RestClient client, int status, HttpMethod method) throws Exception {
		try (StrictServer server = StrictServer
			.start((request) -> request.line().endsWith("/there") ? StrictServer.OK : redirect(status, "/there"))) {
			call(client, method, server.url() + "/here");
			List<StrictServer.Request> requests = server.requests();
			return (requests.size() == 1) ? "not followed" : shown(requests.get(1), method);
		}
		catch (ResourceAccessException ex) {
			return "fails";
		}
	}

	private static String shown(StrictServer.Request request, HttpMethod method) {
		String body = (request.body().length > 0) ? " with body" : "";
		return request.line().startsWith(method.name()) ? "repeated" + body
				: request.line().substring(0, request.line().indexOf(' ')) + body;
	}

	private String toClearText(RestClient client) throws Exception {
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(AUTHORITY.issue("backend", "localhost").toKeyManagerFactory().getKeyManagers(), null, null);
		try (StrictServer clear = StrictServer.start((request) -> StrictServer.OK);
				StrictServer secured = StrictServer.start(tls, (request) -> redirect(302, clear.url()))) {
			call(client, HttpMethod.GET, secured.url());
			assertThat(secured.requests()).hasSize(1);
			return clear.requests().isEmpty() ? "no" : "yes";
		}
	}

	private static String kept(RestClient client, String name) throws Exception {
		try (StrictServer there = StrictServer.start((request) -> StrictServer.OK);
				StrictServer here = StrictServer.start((request) -> redirect(302, there.url()))) {
			client.get().uri(here.url()).header(name, "secret").retrieve().toBodilessEntity();
			if (there.requests().isEmpty()) {
				return "not followed";
			}
			return there.requests().get(0).values(name).isEmpty() ? "dropped" : "sent";
		}
	}

	private static void call(RestClient client, HttpMethod method, String url) {
		RestClient.RequestBodySpec request = client.method(method).uri(url);
		if (method != HttpMethod.GET) {
			request.body("body");
		}
		request.retrieve().onStatus(HttpStatusCode::isError, (sent, response) -> {
		}).toBodilessEntity();
	}

	private static String redirect(int status, String location) {
		return "HTTP/1.1 " + status + " Go\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n";
	}

	/**
	 * What sends the requests.
	 */
	private enum Engine {

		LIFEGUARD("Lifeguard"), REACTOR("Reactor Netty"), HTTP_COMPONENTS("Apache HttpClient 5"),
		JDK("JDK `HttpClient`"), SIMPLE("JDK `HttpURLConnection`");

		private final String title;

		Engine(String title) {
			this.title = title;
		}

		App start(PemFiles files) {
			if (this == LIFEGUARD) {
				return App.lifeguard(WebApplicationType.NONE, new Class<?>[0],
						files.properties("ssl.bundle=backend", "default-headers.X-Api-Key=secret"));
			}
			String[] own = { "spring.http.clients.ssl.bundle=backend",
					"spring.http.clients.imperative.factory=" + name().toLowerCase().replace('_', '-') };
			return App
				.plain(Stream.concat(Arrays.stream(files.properties()), Arrays.stream(own)).toArray(String[]::new));
		}

	}

}
