package dev.lifeguard.neighbours.added;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A web application, with either stack, and its visitor.
 */
@Configuration(proxyBeanMethods = false)
public class Pages {

	@Bean
	Scenario visit(Environment environment) {
		return (report) -> {
			Visitor visitor = new Visitor(environment);
			for (String path : new String[] { "/text", "/record", "/broken", "/missing", "/actuator/health",
					"/actuator" }) {
				report.outcome("GET " + path, () -> visitor.get(path));
			}
		};
	}

	/**
	 * Pages of an application.
	 */
	@RestController
	public static class Controller {

		@GetMapping("/text")
		String text() {
			return "text";
		}

		@GetMapping("/record")
		Map<String, Object> values() {
			return Map.of("number", 1);
		}

		@GetMapping("/broken")
		String broken() {
			throw new IllegalStateException("broken");
		}

	}

	/**
	 * Looks at the pages of the application that runs in this process.
	 *
	 * @param environment where the port is
	 */
	record Visitor(Environment environment) {

		String get(String path) throws IOException, InterruptedException {
			String url = "http://127.0.0.1:" + this.environment.getProperty("local.server.port");
			HttpResponse<String> answer = HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
			String type = answer.headers().firstValue("Content-Type").orElse("nothing");
			if (answer.statusCode() != 200) {
				// the time, and the number of the request
				return answer.statusCode() + " " + type;
			}
			// links come in any order
			List<String> body = Stream.of(answer.body().replace(url, "").split("[{},]")).sorted().toList();
			return answer.statusCode() + " " + type + " " + body;
		}

	}

}
