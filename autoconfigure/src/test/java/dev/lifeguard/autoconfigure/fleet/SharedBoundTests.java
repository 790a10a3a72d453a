package dev.lifeguard.autoconfigure.fleet;

import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;

import dev.lifeguard.autoconfigure.fleet.SharedBound.Client;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link SharedBound}.
 */
class SharedBoundTests {

	private static Client client(String name, @Nullable String baseUrl, int maxConnections) {
		return Client.of(name, (baseUrl != null) ? URI.create(baseUrl) : null, maxConnections);
	}

	@ParameterizedTest
	@CsvSource({ "http://shop.test/a,http://shop.test:80/b", "https://shop.test,https://SHOP.test:443",
			"http://me:pw@shop.test,http://shop.test", "http://[::1]:81,http://[::1]:81/a",
			"http://our_shop,http://OUR_shop:80", "http://me:pw@our_shop:81,http://our_shop:81",
			"http://shop.test:,http://shop.test" })
	void clientsOfOneHostAndPortShareABackend(String one, String other) {
		SharedBound bound = SharedBound.of("one", List.of(client("one", one, 50), client("other", other, 30)));
		assertThat(bound.together()).isEqualTo(80);
		assertThat(bound).hasToString("pool.max-connections of one and other (50 + 30)");
	}

	@ParameterizedTest
	@CsvSource({ "http://shop.test,https://shop.test", "http://shop.test,http://shop.test:81",
			"http://shop.test,http://stock.test", "http://our_shop,http://our_stock",
			"http://our_shop:81,http://our_shop:82", "http://[::1],http://[::2]" })
	void clientsOfDifferentHostsOrPortsDoNot(String one, String other) {
		SharedBound bound = SharedBound.of("one", List.of(client("one", one, 50), client("other", other, 30)));
		assertThat(bound.together()).isEqualTo(50);
		assertThat(bound).hasToString("pool.max-connections (50)");
	}

	@Test
	void clientsWithoutABaseUrlShareNothing() {
		SharedBound bound = SharedBound.of("one", List.of(client("one", null, 50), client("other", null, 30)));
		assertThat(bound.clients()).extracting(Client::name).containsExactly("one");
	}

	@Test
	void manyClientsAreNotListed() {
		List<Client> many = IntStream.rangeClosed(1, 6)
			.mapToObj((number) -> client("c" + number, "http://shop.test", 10))
			.toList();
		assertThat(SharedBound.of("c1", many).toString()).startsWith("pool.max-connections of c1, c2, c3, c4, c5")
			.endsWith("(60)")
			.doesNotContain("c6");
	}

}
