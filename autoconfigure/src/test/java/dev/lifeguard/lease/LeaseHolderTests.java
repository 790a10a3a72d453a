package dev.lifeguard.lease;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link LeaseHolder#request}.
 */
class LeaseHolderTests {

	@ParameterizedTest
	@CsvSource({ "/orders/{id}, /orders/{id}", "/orders?key=secret, /orders", "/orders#secret, /orders",
			"/orders#secret?secret, /orders", "http://user:secret@orders.test/orders/{id}, /orders/{id}",
			"http://orders.test, /", "http://orders.test/, /", "http://orders.test?key=secret, /",
			"{base}/orders, {base}/orders", "orders/{id}, orders/{id}", "'', /", "?key=secret, /",
			"/redirect?to=http://user:secret@a/b, /redirect", "/proxy/http://a/b, /proxy/http://a/b" })
	void pathIsShownWithoutHostAndQuery(String template, String path) {
		assertThat(LeaseHolder.request("GET", template)).isEqualTo("GET " + path);
	}

	@Test
	void methodAloneIsShownIfThereIsNoTemplate() {
		assertThat(LeaseHolder.request("PUT", null)).isEqualTo("PUT");
	}

}
