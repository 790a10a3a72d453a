package dev.lifeguard.neighbours;

import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.web.client.OAuth2ClientHttpRequestInterceptor;
import org.springframework.security.oauth2.client.web.reactive.function.client.ServletOAuth2AuthorizedClientExchangeFilterFunction;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * Spring Security's own interceptor and filter that add the token of the registration
 * {@code backend}.
 */
final class Tokens {

	private static final String REGISTRATION = "backend";

	private final OAuth2AuthorizedClientManager manager;

	Tokens(OAuth2AuthorizedClientManager manager) {
		this.manager = manager;
	}

	ClientHttpRequestInterceptor interceptor() {
		OAuth2ClientHttpRequestInterceptor interceptor = new OAuth2ClientHttpRequestInterceptor(this.manager);
		interceptor.setClientRegistrationIdResolver((request) -> REGISTRATION);
		return interceptor;
	}

	ExchangeFilterFunction filter() {
		ServletOAuth2AuthorizedClientExchangeFilterFunction filter = new ServletOAuth2AuthorizedClientExchangeFilterFunction(
				this.manager);
		filter.setDefaultClientRegistrationId(REGISTRATION);
		return filter;
	}

}
