package dev.lifeguard.neighbours.added;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.restclient.RestTemplateBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * An application that makes calls with Boot's blocking builders.
 */
@Configuration(proxyBeanMethods = false)
public class RestCalls {

	@Bean
	Scenario blocking(RestClient.Builder builder, RestTemplateBuilder templates,
			@Value("${shop.url:${backend.url}}") String url) {
		RestClient client = builder.build();
		RestTemplate template = templates.build();
		return (report) -> {
			for (String path : new String[] { "/ok", "/busy", "/slow" }) {
				report.outcome("RestClient " + path, () -> get(client, url + path));
				report.outcome("RestTemplate " + path, () -> template.getForObject(url + path, String.class));
			}
			report.engine("RestClient.Builder", () -> get(client, url + "/agent"));
			report.engine("RestTemplateBuilder", () -> template.getForObject(url + "/agent", String.class));
			report.engine("RestClient.create()", () -> get(RestClient.create(), url + "/agent"));
			report.engine("new RestTemplate()", () -> new RestTemplate().getForObject(url + "/agent", String.class));
		};
	}

	private static String get(RestClient client, String url) {
		return String.valueOf(client.get().uri(url).retrieve().body(String.class));
	}

}
