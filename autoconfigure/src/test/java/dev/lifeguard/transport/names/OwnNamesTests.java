package dev.lifeguard.transport.names;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.LoopResources;
import reactor.netty.transport.NameResolverProvider;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OwnNames}.
 */
class OwnNamesTests {

	@ParameterizedTest
	@CsvSource({ "2000,800", "1000,400", "12500,5000", "60000,5000" })
	void twoQueriesFitIntoTheConnectTimeout(int connectMillis, int queryMillis) {
		NameResolverProvider.NameResolverSpec names = NameResolverProvider.builder();
		OwnNames.configure(names, Duration.ofMillis(connectMillis));
		assertThat(names.build().queryTimeout()).isEqualTo(Duration.ofMillis(queryMillis));
		assertThat(names.build().cacheMaxTimeToLive()).isEqualTo(Duration.ofSeconds(30));
	}

	@Test
	void settingsThatCameWithTheEventLoopsAreNobodysChoice() {
		LoopResources loops = LoopResources.create("test", 1, true);
		try {
			HttpClient http = HttpClient.create().runOn(loops);
			assertThat(OwnNames.isLibrarys(http.configuration().getNameResolverProvider())).isTrue();
			http = http.resolver((names) -> names.queryTimeout(Duration.ofSeconds(1)));
			assertThat(OwnNames.isLibrarys(http.configuration().getNameResolverProvider())).isFalse();
		}
		finally {
			loops.disposeLater(Duration.ZERO, Duration.ofSeconds(1)).block();
		}
	}

}
