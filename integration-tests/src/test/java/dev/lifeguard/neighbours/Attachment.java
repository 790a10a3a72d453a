package dev.lifeguard.neighbours;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.cloud.client.loadbalancer.BlockingLoadBalancerInterceptor;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.cloud.client.loadbalancer.reactive.LoadBalancedExchangeFilterFunction;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.HttpServiceGroup.ClientType;
import org.springframework.web.service.registry.ImportHttpServices;

/**
 * The ways in which an application attaches the load balancer to a client.
 */
enum Attachment {

	/** Interceptor and filter are beans, qualified with the client's name. */
	QUALIFIED(Qualified.class, "orders", "base-url=http://orders-service"),

	/** They come with customizers, and so reach all clients. */
	CUSTOMIZERS(Customizers.class, "orders", "base-url=http://orders-service"),

	/** They are added to the client where it is used. */
	MUTATE(Plain.class, "orders", "base-url=http://orders-service"),

	/** The application's own builders are marked. */
	MARKED_BUILDERS(Marked.class, "default", "pool.max-connections=10"),

	/** The name of an HTTP service group is that of the service. */
	SERVICE_GROUP(Groups.class, "orders-service", "pool.max-connections=10");

	private final Class<?> source;

	private final String client;

	private final String setting;

	Attachment(Class<?> source, String client, String setting) {
		this.source = source;
		this.client = client;
		this.setting = setting;
	}

	Class<?> source() {
		return this.source;
	}

	String client() {
		return this.client;
	}

	String setting() {
		return clientSetting(this.setting);
	}

	String clientSetting(String setting) {
		return "lifeguard.clients." + this.client + "." + setting;
	}

	String get(App app, Face face) {
		return switch (this) {
			case QUALIFIED, CUSTOMIZERS -> app.get(face, "/");
			case MUTATE -> face.get(
					app.clients()
						.restClient("orders")
						.mutate()
						.requestInterceptor(app.bean(BlockingLoadBalancerInterceptor.class))
						.build(),
					app.clients()
						.webClient("orders")
						.mutate()
						.filter(app.bean(LoadBalancedExchangeFilterFunction.class))
						.build(),
					"/");
			case MARKED_BUILDERS -> face.get(app.bean(RestClient.Builder.class).build(),
					app.bean(WebClient.Builder.class).build(), "http://orders-service/");
			case SERVICE_GROUP ->
				(face == Face.REST_CLIENT) ? app.bean(Blocking.class).get() : app.bean(Reactive.class).get();
		};
	}

	@Configuration(proxyBeanMethods = false)
	static class Plain {

	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean
		@Qualifier("orders")
		ClientHttpRequestInterceptor ordersByName(BlockingLoadBalancerInterceptor loadBalancer) {
			return loadBalancer::intercept;
		}

		@Bean
		@Qualifier("orders")
		ExchangeFilterFunction ordersByNameReactive(LoadBalancedExchangeFilterFunction loadBalancer) {
			return loadBalancer::filter;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		@Bean
		RestClientCustomizer loadBalancedRestClients(BlockingLoadBalancerInterceptor loadBalancer) {
			return (builder) -> builder.requestInterceptor(loadBalancer);
		}

		@Bean
		WebClientCustomizer loadBalancedWebClients(LoadBalancedExchangeFilterFunction loadBalancer) {
			return (builder) -> builder.filter(loadBalancer);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Marked {

		@Bean
		@Scope("prototype")
		@LoadBalanced
		RestClient.Builder loadBalancedRestClientBuilder(RestClientBuilderConfigurer configurer) {
			return configurer.configure(RestClient.builder());
		}

		@Bean
		@Scope("prototype")
		@LoadBalanced
		WebClient.Builder loadBalancedWebClientBuilder(ObjectProvider<WebClientCustomizer> customizers) {
			WebClient.Builder builder = WebClient.builder();
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return builder;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "orders-service", types = Blocking.class)
	@ImportHttpServices(group = "orders-service", types = Reactive.class, clientType = ClientType.WEB_CLIENT)
	static class Groups {

	}

	interface Blocking {

		@GetExchange("/")
		String get();

	}

	interface Reactive {

		@GetExchange("/")
		String get();

	}

}
