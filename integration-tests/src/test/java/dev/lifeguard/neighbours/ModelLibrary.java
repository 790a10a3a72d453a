package dev.lifeguard.neighbours;

import com.openai.client.OpenAIClientAsyncImpl;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;

import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A library that calls language models: {@code call} with a {@code RestClient},
 * {@code stream} with a {@code WebClient}. Its own retries are off.
 */
enum ModelLibrary {

	/** Spring AI for Ollama, which takes builders. */
	OLLAMA {

		@Override
		ChatModel withClientOfItsOwn(App app, String url, String name) {
			return ollama(app.bean(OllamaApi.class), name);
		}

		@Override
		ChatModel withBootsBuilders(App app, String url, String name) {
			return ollama(OllamaApi.builder()
				.baseUrl(url)
				.restClientBuilder(app.bean(RestClient.Builder.class))
				.webClientBuilder(app.bean(WebClient.Builder.class))
				.build(), name);
		}

	},

	/**
	 * Spring AI for OpenAI, whose SDK has a transport of its own that can be replaced.
	 */
	OPEN_AI {

		@Override
		ChatModel withClientOfItsOwn(App app, String url, String name) {
			return openAi(new OpenAiTransport(app.clients().restClient("llm"), app.clients().webClient("llm")), url,
					name);
		}

		@Override
		ChatModel withBootsBuilders(App app, String url, String name) {
			return openAi(new OpenAiTransport(app.bean(RestClient.Builder.class).build(),
					app.bean(WebClient.Builder.class).build()), url, name);
		}

	};

	/**
	 * Make a model that is called with the client {@code llm}.
	 * @param app the application
	 * @param url where the server is
	 * @param name the model's name
	 * @return the model
	 */
	abstract ChatModel withClientOfItsOwn(App app, String url, String name);

	/**
	 * Make a model that is called with what Boot's builders make.
	 * @param app the application
	 * @param url where the server is
	 * @param name the model's name
	 * @return the model
	 */
	abstract ChatModel withBootsBuilders(App app, String url, String name);

	private static ChatModel ollama(OllamaApi api, String name) {
		return OllamaChatModel.builder()
			.ollamaApi(api)
			.retryTemplate(new RetryTemplate(RetryPolicy.withMaxRetries(0)))
			.options(OllamaChatOptions.builder().model(name).build())
			.build();
	}

	private static ChatModel openAi(OpenAiTransport transport, String url, String name) {
		ClientOptions options = ClientOptions.builder()
			.httpClient(transport)
			.baseUrl(url + "/v1")
			.apiKey("key")
			.maxRetries(0)
			.build();
		return OpenAiChatModel.builder()
			.openAiClient(new OpenAIClientImpl(options))
			.openAiClientAsync(new OpenAIClientAsyncImpl(options))
			.options(OpenAiChatOptions.builder().model(name).build())
			.build();
	}

	/**
	 * Make a model of OpenAI's that is called as Spring AI calls it.
	 * @param url where the server is
	 * @param name the model's name
	 * @return the model
	 */
	static ChatModel openAiAsItIs(String url, String name) {
		return OpenAiChatModel.builder()
			.options(OpenAiChatOptions.builder().baseUrl(url + "/v1").apiKey("key").model(name).maxRetries(0).build())
			.build();
	}

}
