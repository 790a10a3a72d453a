package dev.lifeguard.neighbours.added;

import org.springframework.boot.CommandLineRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that says something and ends.
 */
@Configuration(proxyBeanMethods = false)
public class Nothing {

	@Bean
	CommandLineRunner greeting() {
		return (arguments) -> System.out.println("hello");
	}

}
