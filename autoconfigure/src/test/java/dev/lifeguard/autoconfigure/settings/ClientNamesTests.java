package dev.lifeguard.autoconfigure.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ClientNames}.
 */
class ClientNamesTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	private void write(String name, String... keys) {
		Map<String, Object> properties = new LinkedHashMap<>();
		List.of(keys).forEach((key) -> properties.put(key, "1"));
		this.environment.getPropertySources().addLast(new MapPropertySource(name, properties));
	}

	@Test
	void namesAreReadInTheOrderInWhichTheyWereWritten() {
		write("first", "lifeguard.clients.orders.pool.max-connections", "lifeguard.clients.billing.base-url",
				"lifeguard.clients.orders.base-url", "lifeguard.defaults.base-url", "lifeguard.clientsome.base-url");
		write("second", "lifeguard.clients.accounts.base-url", "lifeguard.clients.billing.pool.max-connections");
		assertThat(ClientNames.in(this.environment)).containsExactly("orders", "billing", "accounts");
	}

	@Test
	void environmentVariableOfADashedNameMakesNoClient() {
		this.environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment",
					Map.of("LIFEGUARD_CLIENTS_ORDERSERVICE_BASEURL", "1", "LIFEGUARD_CLIENTS_BILLING_BASEURL", "1")));
		write("file", "lifeguard.clients.order-service.base-url");
		assertThat(ClientNames.in(this.environment)).containsExactlyInAnyOrder("order-service", "billing");
	}

	@Test
	void echoIsLeftOutWhereverItStands() {
		assertThat(ClientNames.of(List.of("orderservice", "a", "order-service"))).containsExactly("a", "order-service");
		assertThat(ClientNames.of(List.of("order-service", "order-services", "orderservices")))
			.containsExactly("order-service", "order-services");
	}

	@ParameterizedTest
	@ValueSource(strings = { "orders", "a", "order-service", "v2", "orders-2" })
	void nameIsMadeOfWordsAndDashes(String name) {
		assertThat(ClientNames.of(List.of(name))).containsExactly(name);
	}

	@ParameterizedTest
	@CsvSource({ "billingApi,billing-api", "Orders,orders", "order_service,order-service", "9lives,lives",
			"-orders,orders", "orders-,orders", "order--service,order-service", "order.service,order-service",
			"über,ber", "42,orders" })
	void nameThatIsNotOneIsRefusedWithASuggestion(String name, String suggestion) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> ClientNames.of(List.of("a", name)))
			.satisfies((failure) -> {
				assertThat(failure.getKey()).isEqualTo("lifeguard.clients." + name);
				assertThat(failure.getAction()).endsWith("for example to '" + suggestion + "'.");
				assertThat(ClientNames.of(List.of(suggestion))).isNotEmpty();
			});
	}

}
