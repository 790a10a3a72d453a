package dev.lifeguard.neighbours;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/**
 * Everybody may look at the endpoint.
 */
@Configuration(proxyBeanMethods = false)
class Open {

	@Bean
	SecurityFilterChain everybody(HttpSecurity http) {
		return http.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll()).build();
	}

}
