package dev.lifeguard.autoconfigure.settings;

import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.lifeguard.autoconfigure.properties.ClientProperties;
import dev.lifeguard.autoconfigure.properties.ProxyProperties;
import dev.lifeguard.autoconfigure.properties.ProxyProperties.ProxyType;
import dev.lifeguard.client.Setting.Origin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ProxyRules}.
 */
class ProxyRulesTests {

	private final ClientProperties own = new ClientProperties();

	private final ClientProperties defaults = new ClientProperties();

	private final Leaves leaves = new Leaves("orders", Map.of(Origin.CLIENT, this.own, Origin.DEFAULTS, this.defaults));

	static Stream<Arguments> incomplete() {
		return Stream.of(refused((proxy) -> proxy.setType(null), "type", "(not set)", "Write http, socks4 or socks5"),
				refused((proxy) -> proxy.setHost(" "), "host", "(not set)", "the name or the address of the proxy"),
				refused((proxy) -> proxy.setPort(null), "port", "(not set)", "the port that the proxy listens on"),
				refused((proxy) -> proxy.setPort(65536), "port", "65536", "the port that the proxy listens on"),
				refused((proxy) -> proxy.setHost("http://me:s3cret@proxy.test"), "host", "http://proxy.test",
						"Leave out the scheme"),
				refused((proxy) -> proxy.setPassword("s3cret"), "password", "******", "Write proxy.username as well"),
				refused((proxy) -> proxy.setUsername("me"), "username", "******", "Write proxy.password as well"),
				refused((proxy) -> {
					proxy.setType(ProxyType.SOCKS4);
					proxy.setUsername("me");
					proxy.setPassword("s3cret");
				}, "password", "******", "proxy.type: socks5"));
	}

	private static Arguments refused(Consumer<ProxyProperties> change, String key, String value, String action) {
		return Arguments.of(change, "lifeguard.clients.orders.proxy." + key, value, action);
	}

	private static void complete(ProxyProperties proxy) {
		proxy.setType(ProxyType.SOCKS5);
		proxy.setHost("127.0.0.1");
		proxy.setPort(1080);
	}

	@ParameterizedTest
	@MethodSource("incomplete")
	void whatDoesNotMakeAProxyIsRefusedWithAnInstruction(Consumer<ProxyProperties> change, String key, String value,
			String action) {
		complete(this.own.getProxy());
		change.accept(this.own.getProxy());
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> ProxyRules.proxy(this.leaves))
			.satisfies((failure) -> {
				assertThat(failure.getKey()).isEqualTo(key);
				assertThat(failure.getValue()).isEqualTo(value);
				assertThat(failure.getAction()).contains(action);
				assertThat(failure.toString()).doesNotContain("s3cret");
			});
	}

	@Test
	void keysThatMissTheRestAreListedWhereTheyStand() {
		this.defaults.getProxy().setPort(3128);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> ProxyRules.proxy(this.leaves))
			.satisfies((failure) -> assertThat(failure.getAction()).contains("[lifeguard.defaults.proxy.port]"));
	}

	@Test
	void proxyIsInheritedLeafByLeafAndItsCredentialsAreHidden() {
		complete(this.defaults.getProxy());
		this.own.getProxy().setUsername("me");
		this.own.getProxy().setPassword("s3cret");
		ProxyProvider proxy = provider();
		assertThat(proxy).isNotNull();
		assertThat(proxy.getType()).isEqualTo(ProxyProvider.Proxy.SOCKS5);
		assertThat(proxy.getProxyAddress()).hasToString("/127.0.0.1:1080");
		assertThat(this.leaves.found()).containsKeys("proxy.type", "proxy.username", "proxy.password");
		assertThat(this.leaves.found().toString()).doesNotContain("s3cret", "value=me");
	}

	@Test
	void noneSwitchesOffWhatWouldBeInherited() {
		complete(this.defaults.getProxy());
		this.own.getProxy().setType(ProxyType.NONE);
		assertThat(provider()).isNull();
	}

	@Test
	void nothingSaidLeavesTheTransportAsItIs() {
		HttpClient http = HttpClient.create();
		assertThat(ProxyRules.proxy(this.leaves).apply(http)).isSameAs(http);
	}

	private @Nullable ProxyProvider provider() {
		var supplier = ProxyRules.proxy(this.leaves).apply(HttpClient.create()).configuration().proxyProviderSupplier();
		return (supplier != null) ? supplier.get() : null;
	}

}
