package dev.lifeguard.neighbours;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.annotation.ClientRegistrationId;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;
import org.springframework.security.oauth2.client.web.client.support.OAuth2RestClientHttpServiceGroupConfigurer;
import org.springframework.security.oauth2.client.web.reactive.function.client.support.OAuth2WebClientHttpServiceGroupConfigurer;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * The ways in which an application attaches Spring Security's token to the client
 * {@code orders}.
 */
enum TokenAttachment {

	/** Interceptor and filter are beans, qualified with the client's name. */
	QUALIFIED(FetchedByAClient.class, Qualified.class),

	/**
	 * They come with customizers, and so reach all clients: none of them can fetch
	 * tokens.
	 */
	CUSTOMIZERS(Fetched.class, Customizers.class),

	/** They are added to the client where it is used. */
	MUTATE(FetchedByAClient.class),

	/** Spring Security adds them to the HTTP service group. */
	SERVICE_GROUP(FetchedByAClient.class, Groups.class);

	private final Class<?>[] sources;

	TokenAttachment(Class<?>... sources) {
		this.sources = sources;
	}

	Class<?>[] sources() {
		return this.sources;
	}

	boolean isFetchedByAClient() {
		return this != CUSTOMIZERS;
	}

	String get(App app, Face face) {
		return switch (this) {
			case QUALIFIED, CUSTOMIZERS -> app.get(face, "/");
			case MUTATE -> face.get(
					app.clients()
						.restClient("orders")
						.mutate()
						.requestInterceptor(app.bean(Tokens.class).interceptor())
						.build(),
					app.clients().webClient("orders").mutate().filter(app.bean(Tokens.class).filter()).build(), "/");
			case SERVICE_GROUP ->
				(face == Face.REST_CLIENT) ? app.bean(Blocking.class).get() : app.bean(Reactive.class).get();
		};
	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean
		@Qualifier("orders")
		ClientHttpRequestInterceptor ordersToken(Tokens tokens) {
			return tokens.interceptor();
		}

		@Bean
		@Qualifier("orders")
		ExchangeFilterFunction ordersTokenReactive(Tokens tokens) {
			return tokens.filter();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		RestClientCustomizer tokenForRestClients(Tokens tokens) {
			return (builder) -> builder.requestInterceptor(tokens.interceptor());
		}

		@Bean
		WebClientCustomizer tokenForWebClients(Tokens tokens) {
			return (builder) -> builder.filter(tokens.filter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders", types = Blocking.class)
	@ImportHttpServices(group = "orders", types = Reactive.class, clientType = ClientType.WEB_CLIENT)
	static class Groups {

		@Bean
		OAuth2RestClientHttpServiceGroupConfigurer tokensForRestClientGroups(OAuth2AuthorizedClientManager manager) {
			return OAuth2RestClientHttpServiceGroupConfigurer.from(manager);
		}

		@Bean
		OAuth2WebClientHttpServiceGroupConfigurer tokensForWebClientGroups(OAuth2AuthorizedClientManager manager) {
			return OAuth2WebClientHttpServiceGroupConfigurer.from(manager);
		}

	}

	@ClientRegistrationId("backend")
	interface Blocking {

		@GetExchange("/")
		String get();

	}

	@ClientRegistrationId("backend")
	interface Reactive {

		@GetExchange("/")
		String get();

	}

	/**
	 * Tokens are fetched as Spring Security does it.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Fetched {

		@Bean
		RestClientClientCredentialsTokenResponseClient responses() {
			return new RestClientClientCredentialsTokenResponseClient();
		}

	}

	/**
	 * Tokens are fetched by the client {@code tokens}.
	 */
	@Configuration(proxyBeanMethods = false)
	static class FetchedByAClient {

		@Bean
		RestClientClientCredentialsTokenResponseClient responses(@Qualifier("tokens") RestClient tokens) {
			RestClientClientCredentialsTokenResponseClient responses = new RestClientClientCredentialsTokenResponseClient();
			responses.setRestClient(tokens.mutate()
				.configureMessageConverters(
						(converters) -> converters.addCustomConverter(new FormHttpMessageConverter())
							.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
				.build());
			return responses;
		}

	}

}
