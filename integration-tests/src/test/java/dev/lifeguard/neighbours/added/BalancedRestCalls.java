package dev.lifeguard.neighbours.added;

import org.springframework.boot.restclient.autoconfigure.RestClientBuilderConfigurer;
import org.springframework.cloud.client.loadbalancer.LoadBalanced;
import org.springframework.cloud.client.loadbalancer.LoadBalancerInterceptor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.client.RestClient;

/**
 * An application whose blocking calls go through Spring Cloud LoadBalancer.
 */
@Configuration(proxyBeanMethods = false)
@Import(RestCalls.class)
public class BalancedRestCalls {

	@Bean
	@LoadBalanced
	RestClient.Builder balancedRestClientBuilder(RestClientBuilderConfigurer configurer) {
		return configurer.configure(RestClient.builder());
	}

	/** Applications that use the interceptor themselves are known. */
	@Bean
	Object interceptor(LoadBalancerInterceptor interceptor) {
		return interceptor.getClass().getName();
	}

}
