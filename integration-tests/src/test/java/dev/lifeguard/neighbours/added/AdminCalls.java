package dev.lifeguard.neighbours.added;

import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * An application that registers with a Spring Boot Admin server.
 */
@Configuration(proxyBeanMethods = false)
@Import(Pages.class)
public class AdminCalls {

	@Bean
	Scenario registration(ApplicationContext context) {
		return (report) -> report.outcome("registration", () -> registered(context));
	}

	private static String registered(ApplicationContext context) throws Exception {
		Object registrator = context.getBean("registrator");
		for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); System.nanoTime() < end;) {
			Object id = registrator.getClass().getMethod("getRegisteredId").invoke(registrator);
			if (id != null) {
				return Map.of("id", id).toString();
			}
			Thread.onSpinWait();
		}
		return "none";
	}

}
