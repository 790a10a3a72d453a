package dev.lifeguard.scenario;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.time.Duration;

import dev.lifeguard.registry.LifeguardClients;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * An application that starts, makes a call with each client that it has, prints what kind
 * of application it is and which calls were answered, and ends.
 *
 * @since 0.1.0
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
public class SmallApplication {

	/**
	 * Run the application.
	 * @param arguments its properties
	 */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(SmallApplication.class);
		StringBuilder result = new StringBuilder("application: ").append(application.getWebApplicationType());
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			LifeguardClients clients = context.getBean(LifeguardClients.class);
			if (context.containsBean("ordersRestClient")) {
				result.append(Blocking.answers(clients) ? " rest" : " rest failed");
			}
			if (context.containsBean("ordersWebClient")) {
				result.append(Reactive.answers(clients) ? " web" : " web failed");
			}
		}
		new PrintStream(new FileOutputStream(FileDescriptor.out), true).println(result);
	}

	/**
	 * Knows {@code RestClient}.
	 */
	static class Blocking {

		static boolean answers(LifeguardClients clients) {
			String body = clients.restClient("orders").get().uri("/").retrieve().body(String.class);
			return body != null && body.contains("ok");
		}

	}

	/**
	 * Knows {@code WebClient}.
	 */
	static class Reactive {

		static boolean answers(LifeguardClients clients) {
			String body = clients.webClient("orders")
				.get()
				.uri("/")
				.retrieve()
				.bodyToMono(String.class)
				.block(Duration.ofSeconds(10));
			return body != null && body.contains("ok");
		}

	}

}
