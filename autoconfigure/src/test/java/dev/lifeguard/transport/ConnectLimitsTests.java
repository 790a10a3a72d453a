package dev.lifeguard.transport;

import java.net.InetSocketAddress;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;

import dev.lifeguard.failure.CallTimeoutException.Phase;
import dev.lifeguard.pool.Bound;
import io.netty.channel.Channel;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link ConnectLimits}.
 */
class ConnectLimitsTests {

	private static final Duration OWN = Duration.ofSeconds(3);

	private static final Bound CALL = new Bound() {

		@Override
		protected void unbound(Channel channel) {
			throw new AssertionError("nobody takes the connection away");
		}

	};

	private final EmbeddedChannel channel = new EmbeddedChannel(false, false);

	private final SslHandler tls = new SslHandler(engine());

	@ParameterizedTest
	@CsvSource({ "10000, 3000", "0, 3000", "5000, 5000" })
	void handshakeHasTheClientsLimitUnlessSomebodyHasSetAnother(long set, long limit) {
		this.tls.setHandshakeTimeoutMillis(set);
		this.channel.pipeline().addLast(this.tls);
		ConnectLimits.limitHandshake(this.channel, OWN);
		assertThat(this.tls.getHandshakeTimeoutMillis()).isEqualTo(limit);
	}

	@Test
	void librarysOwnLimitOfAHandshakeIsKnown() {
		assertThat(this.tls.getHandshakeTimeoutMillis()).isEqualTo(10_000);
	}

	@Test
	void connectionWithoutTlsHasNoHandshake() throws Exception {
		ConnectLimits.limitHandshake(this.channel, OWN);
		ConnectLimits.watchHandshake(this.channel, OWN);
		this.channel.register();
		assertThat(passed()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "3000,", "5000, a TLS handshake timeout of an HttpClientCustomizer" })
	void handshakeThatTakesTooLongHasPassedItsLimit(long millis, @Nullable String setting) throws Exception {
		this.tls.setHandshakeTimeoutMillis(millis);
		shakeHands();
		this.channel.advanceTimeBy(millis - 1, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		assertThat(passed()).isNull();
		this.channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
		this.channel.runScheduledPendingTasks();
		assertThat(passed()).isEqualTo(new PassedLimit(Phase.TLS, Duration.ofMillis(millis), setting));
		assertThat(this.tls.handshakeFuture().cause()).isInstanceOf(SslHandshakeTimeoutException.class);
	}

	@Test
	void handshakeThatFailsInTimeHasPassedNone() throws Exception {
		shakeHands();
		this.channel.close();
		assertThat(this.tls.handshakeFuture().cause()).isNotNull();
		assertThat(passed()).isNull();
	}

	@Test
	void limitOfTheConnectIsThatOfTheNameAsWell() {
		this.channel.config().setConnectTimeoutMillis(3000);
		assertThat(ConnectLimits.ofName(this.channel, OWN)).isEqualTo(new PassedLimit(Phase.NAME, OWN, null));
		assertThat(ConnectLimits.ofConnect(this.channel, OWN)).isEqualTo(new PassedLimit(Phase.CONNECT, OWN, null));
	}

	@Test
	void limitOfACustomizerIsNamedAsSuch() {
		this.channel.config().setConnectTimeoutMillis(700);
		assertThat(ConnectLimits.ofConnect(this.channel, OWN)).isEqualTo(
				new PassedLimit(Phase.CONNECT, Duration.ofMillis(700), "a connect timeout of an HttpClientCustomizer"));
	}

	@Test
	void clientsLimitCountsWhereThereIsNoOther() {
		PassedLimit own = new PassedLimit(Phase.CONNECT, OWN, null);
		assertThat(ConnectLimits.ofConnect(null, OWN)).isEqualTo(own);
		this.channel.config().setConnectTimeoutMillis(0);
		assertThat(ConnectLimits.ofConnect(this.channel, OWN)).isEqualTo(own);
	}

	@Test
	void limitIsTheWholeHoweverMuchIsLeftOfIt() {
		this.channel.config().setConnectTimeoutMillis(3000);
		ConnectBudget.leave(this.channel, 20);
		assertThat(ConnectLimits.ofConnect(this.channel, OWN)).isEqualTo(new PassedLimit(Phase.CONNECT, OWN, null));
	}

	@ParameterizedTest
	@CsvSource({ "10000, 3000,", "0, 3000,", "1500, 1500, a proxy connect timeout of an HttpClientCustomizer" })
	void proxyHasTheConnectTimeoutUnlessSomebodyHasSetAnother(long set, long limit, @Nullable String setting) {
		ProxyHandler proxy = new HttpProxyHandler(InetSocketAddress.createUnresolved("proxy.test", 80));
		assertThat(proxy.connectTimeoutMillis()).isEqualTo(10_000);
		proxy.setConnectTimeoutMillis(set);
		assertThat(ConnectLimits.ofProxy(proxy, OWN))
			.isEqualTo(new PassedLimit(Phase.CONNECT, Duration.ofMillis(limit), setting));
	}

	private void shakeHands() throws Exception {
		this.channel.register();
		this.channel.freezeTime();
		this.channel.pipeline().addLast(this.tls);
		ConnectLimits.watchHandshake(this.channel, OWN);
	}

	private @Nullable PassedLimit passed() {
		return PassedLimit.of(this.channel, CALL);
	}

	private static SSLEngine engine() {
		try {
			SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
			engine.setUseClientMode(true);
			return engine;
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
