package dev.lifeguard.neighbours.added;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application that makes calls with Boot's reactive builder.
 */
@Configuration(proxyBeanMethods = false)
public class WebCalls {

	private static final Duration LONGEST = Duration.ofSeconds(20);

	@Bean
	Scenario reactive(WebClient.Builder builder, @Value("${shop.url:${backend.url}}") String url) {
		WebClient client = builder.build();
		return (report) -> {
			for (String path : new String[] { "/ok", "/busy", "/slow" }) {
				report.outcome("WebClient " + path, () -> get(client, url + path));
			}
			report.engine("WebClient.Builder", () -> get(client, url + "/agent"));
			report.engine("WebClient.create()", () -> get(WebClient.create(), url + "/agent"));
		};
	}

	private static String get(WebClient client, String url) {
		return String.valueOf(client.get().uri(url).retrieve().bodyToMono(String.class).block(LONGEST));
	}

}
