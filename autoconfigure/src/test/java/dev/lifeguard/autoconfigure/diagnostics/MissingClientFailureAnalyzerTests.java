package dev.lifeguard.autoconfigure.diagnostics;

import dev.lifeguard.registry.LifeguardClients;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What is printed when a client that an application wants does not exist.
 */
@ExtendWith(OutputCaptureExtension.class)
class MissingClientFailureAnalyzerTests {

	private static void start(Class<?> source, String... properties) {
		new SpringApplicationBuilder(source).web(WebApplicationType.NONE).properties(properties).run().close();
	}

	@Test
	void qualifierThatIsTheNameOfNoClient(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(Misspelt.class, "lifeguard.clients.orders.base-url=http://orders.test",
					"lifeguard.clients.billing.base-url=http://billing.test"));
		assertThat(output,
				"of method service in dev.lifeguard.autoconfigure.diagnostics.MissingClientFailureAnalyzerTests$Misspelt "
						+ "required a RestClient with the qualifier 'ordrs', but there is no client with that name. "
						+ "There are: billing, orders.",
				"Write the name of a client, for example @Qualifier(\"billing\"), or configure lifeguard.clients.ordrs.");
	}

	@Test
	void noQualifier(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(Unqualified.class, "lifeguard.clients.orders.base-url=http://orders.test"));
		assertThat(output,
				"required a WebClient without a qualifier: Lifeguard's clients are injected by name only. "
						+ "There are: orders.",
				"Write @Qualifier(\"orders\") where it is injected, or define a bean of that type.");
	}

	@Test
	void bootExplainsItWhereThereAreNoClients(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(Unqualified.class));
		assertThat(output, "required a bean of type 'org.springframework.web.reactive.function.client.WebClient'");
	}

	@Test
	void bootExplainsItWhereClientsAreOff(CapturedOutput output) {
		assertThatException().isThrownBy(() -> start(Unqualified.class, "lifeguard.enabled=false",
				"lifeguard.clients.orders.base-url=http://orders.test"));
		assertThat(output, "required a bean of type 'org.springframework.web.reactive.function.client.WebClient'");
	}

	@Test
	void nameThatIsAskedForInCode(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(Asking.class, "lifeguard.clients.orders.base-url=http://orders.test"));
		assertThat(output, "There is no client 'ordrs'. There are: orders",
				"configure this one: lifeguard.clients.ordrs.base-url.");
	}

	private static void assertThat(CapturedOutput output, String... texts) {
		org.assertj.core.api.Assertions.assertThat(output.getAll())
			.contains("APPLICATION FAILED TO START")
			.contains(texts);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Misspelt {

		@Bean
		Object service(@Qualifier("ordrs") RestClient orders) {
			return orders;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Unqualified {

		@Bean
		Object service(WebClient orders) {
			return orders;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Asking {

		@Bean
		Object service(LifeguardClients clients) {
			return clients.restClient("ordrs");
		}

	}

}
