package dev.lifeguard.transport;

import java.net.InetSocketAddress;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NonProxyHosts}.
 */
class NonProxyHostsTests {

	@ParameterizedTest
	@CsvSource({ "localhost,true", "LOCALHOST,true", "a.example.org,true", "example.org,false", "10.0.0.1,true",
			"110.0.0.1,false", "localhost.evil.test,false", "aXexample.org,false", "'',false" })
	void hostsAreMatchedWholeAndInTheJvmsNotation(String host, boolean direct) {
		NonProxyHosts hosts = new NonProxyHosts("localhost| *.example.org ||10.*");
		assertThat(hosts.test(InetSocketAddress.createUnresolved(host, 80))).isEqualTo(direct);
	}

}
