package dev.lifeguard.sample.fleet;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * Application of which there are three instances: what Spring Boot makes of the
 * dependencies and of {@code fleet-instance.yml}. They are in one process, and share
 * nothing but the log.
 */
@EnableAutoConfiguration
class OrdersService {

	/**
	 * Start an instance.
	 * @param arguments properties, as on the command line
	 */
	static ConfigurableApplicationContext run(String... arguments) {
		SpringApplication application = new SpringApplication(OrdersService.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setRegisterShutdownHook(false);
		application.setListeners(withoutLogging(application));
		return application.run(arguments);
	}

	/**
	 * Logging is set up once for a process, and would end with the instance.
	 */
	private static List<ApplicationListener<?>> withoutLogging(SpringApplication application) {
		return application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList();
	}

	/**
	 * The default is one for all of a process.
	 */
	@Bean
	ReactorResourceFactory ownThreads() {
		ReactorResourceFactory threads = new ReactorResourceFactory();
		threads.setUseGlobalResources(false);
		threads.setShutdownQuietPeriod(Duration.ZERO);
		return threads;
	}

}
