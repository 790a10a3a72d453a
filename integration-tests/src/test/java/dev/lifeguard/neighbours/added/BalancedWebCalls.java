package dev.lifeguard.neighbours.added;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webclient.WebClientCustomizer;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * An application whose calls all go through Spring Cloud LoadBalancer.
 */
@Configuration(proxyBeanMethods = false)
@Import({ BalancedRestCalls.class, WebCalls.class })
public class BalancedWebCalls {

	@Bean
	@LoadBalanced
	WebClient.Builder balancedWebClientBuilder(ObjectProvider<WebClientCustomizer> customizers) {
		WebClient.Builder builder = WebClient.builder();
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return builder;
	}

}
