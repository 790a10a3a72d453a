package dev.lifeguard.neighbours.added;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that plays its scenarios, writes down what it consists of and what
 * happened, and ends. It needs nothing but {@code spring-boot-starter} and the JDK; what
 * a kind of application adds is in a configuration of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Application {

	/**
	 * Start the application.
	 * @param arguments the file of the report, the configuration of this kind, and the
	 * arguments of the application, in which <code>{backend}</code> is the backend's URL
	 */
	public static void main(String[] arguments) throws Exception {
		Report report = new Report();
		try (Backend backend = Backend.start()) {
			String[] settings = Stream.of(arguments)
				.skip(2)
				.map((argument) -> argument.replace("{backend}", backend.url()))
				.toArray(String[]::new);
			start(report, arguments[1], settings);
			report.requests(backend.requests());
			report.write(Path.of(arguments[0]), backend.url());
		}
		if (Boolean.getBoolean("must-be-stopped")) {
			System.exit(0);
		}
	}

	private static void start(Report report, String configuration, String[] settings) throws Exception {
		SpringApplication application = new SpringApplication(Application.class);
		application.setSources(Set.of(configuration));
		try {
			ConfigurableApplicationContext context = application.run(settings);
			report.describe(context);
			report.type(application.getWebApplicationType());
			for (Scenario scenario : context.getBeansOfType(Scenario.class).values()) {
				scenario.play(report);
			}
			if (application.getWebApplicationType() != WebApplicationType.NONE) {
				// others must end without being told to
				context.close();
			}
		}
		catch (RuntimeException ex) {
			report.outcome("start", () -> {
				throw ex;
			});
		}
	}

}
