package dev.lifeguard.neighbours.added;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.client.AuthorizedClientServiceOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.OAuth2AuthorizeRequest;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;

/**
 * An application that gets a token with Spring Security's own client.
 */
@Configuration(proxyBeanMethods = false)
@Import(Pages.class)
public class TokenCalls {

	@Bean
	Scenario token(ClientRegistrationRepository registrations, OAuth2AuthorizedClientService clients) {
		AuthorizedClientServiceOAuth2AuthorizedClientManager manager = new AuthorizedClientServiceOAuth2AuthorizedClientManager(
				registrations, clients);
		return (report) -> {
			report.engine("Spring Security", () -> token(manager, "backend"));
			report.outcome("token of a server that is busy", () -> token(manager, "busy"));
		};
	}

	private static String token(AuthorizedClientServiceOAuth2AuthorizedClientManager manager, String registration) {
		return manager
			.authorize(OAuth2AuthorizeRequest.withClientRegistrationId(registration).principal("somebody").build())
			.getAccessToken()
			.getTokenValue();
	}

}
