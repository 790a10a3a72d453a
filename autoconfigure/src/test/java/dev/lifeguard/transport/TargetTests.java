package dev.lifeguard.transport;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link Target}.
 */
class TargetTests {

	@ParameterizedTest
	@CsvSource({ "http://orders.test/a, orders.test:80", "https://orders.test/a, orders.test:443",
			"HTTPS://Orders.Test/a, orders.test:443", "http://orders.test:8080, orders.test:8080",
			"http://user:secret@orders.test/, orders.test:80", "http://[::1]:8080/, [::1]:8080",
			"http://[::1]/, [::1]:80", "http://under_score/, under_score:80",
			"http://under_score:8080/, under_score:8080", "http://user:secret@under_score/, under_score:80",
			"http://user:secret@under_score:8080/, under_score:8080", "http://user:sec/ret@under_score/, user:80",
			"mailto:someone@orders.test, unknown:80" })
	void hostAndPortOfAUriWithoutSecrets(URI uri, String target) {
		assertThat(Target.of(uri)).hasToString(target);
	}

	@ParameterizedTest
	@CsvSource({ "http://orders.test:8080/b", "http://user@orders.test:8080", "https://orders.test:8080/" })
	void uriThatLeadsToTheSameHostAndPortHasTheSameTarget(URI uri) {
		Target last = Target.of(URI.create("http://orders.test:8080/a"));
		assertThat(Target.of(uri, last)).isSameAs(last);
	}

	@ParameterizedTest
	@CsvSource({ "http://orders.test/", "http://stock.test:8080/", "http://under_score:8080/" })
	void uriThatLeadsElsewhereHasItsOwn(URI uri) {
		Target last = Target.of(URI.create("http://orders.test:8080/a"));
		assertThat(Target.of(uri, last)).isEqualTo(Target.of(uri)).isNotEqualTo(last);
	}

	@Test
	void portThatIsNotThereIsTheSchemes() {
		Target last = Target.of(URI.create("https://orders.test/a"));
		assertThat(Target.of(URI.create("https://orders.test:443/b"), last)).isSameAs(last);
		assertThat(Target.of(URI.create("http://orders.test/b"), last)).hasToString("orders.test:80");
	}

	@Test
	void channelLeadsToItsPeer() {
		assertThat(Target.of(channelTo(InetSocketAddress.createUnresolved("Orders.Test", 8080))))
			.isEqualTo("orders.test:8080");
	}

	@Test
	void channelThatLeadsToNoHostIsShownAsItIs() {
		assertThat(Target.of(new EmbeddedChannel())).isEqualTo("embedded");
	}

	private static EmbeddedChannel channelTo(SocketAddress remote) {
		return new EmbeddedChannel() {

			@Override
			protected SocketAddress remoteAddress0() {
				return isActive() ? remote : null;
			}

		};
	}

}
