package dev.lifeguard.neighbours;

import java.util.Set;

import dev.lifeguard.retry.Attempt.Answer;
import dev.lifeguard.retry.RetryRule;
import dev.lifeguard.retry.RetryRule.Verdict;
import dev.lifeguard.retry.RetrySettings;

import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The beans that the page about long calls shows.
 */
@Configuration(proxyBeanMethods = false)
class OwnModelClient {

	@Bean
	@Qualifier("llm")
	RetryRule llmRule() {
		RetryRule standard = RetryRule.of(RetrySettings.DEFAULTS);
		Set<Integer> refused = Set.of(429, 503);
		return (attempt) -> (attempt.result() instanceof Answer answer && refused.contains(answer.status()))
				? Verdict.REPEAT : standard.judge(attempt);
	}

	@Bean
	OllamaApi ollamaApi(@Qualifier("llm") RestClient restClient, @Qualifier("llm") WebClient webClient,
			@Value("${ollama.url}") String url) {
		return OllamaApi.builder()
			.baseUrl(url)
			.restClientBuilder(restClient.mutate())
			.webClientBuilder(webClient.mutate())
			.build();
	}

}
