package dev.lifeguard.transport;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.lifeguard.client.HttpClientCustomizer;
import dev.lifeguard.testsupport.App;
import dev.lifeguard.testsupport.Backend;
import dev.lifeguard.testsupport.Face;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.netty.resources.LoopResources;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SocketOptions}, on real sockets of both transports.
 */
class SocketOptionsTests {

	private static final AtomicReference<Channel> CONNECTED = new AtomicReference<>();

	private static volatile boolean preferNative;

	@ParameterizedTest
	@CsvSource({ "true, REST_CLIENT", "true, WEB_CLIENT", "false, REST_CLIENT", "false, WEB_CLIENT" })
	void keepAliveIsTunedWhateverTheTransport(boolean isNative, Face face) throws Exception {
		preferNative = isNative;
		try (Backend backend = Backend.start();
				App app = App.lifeguard(WebApplicationType.NONE, new Class<?>[] { Watched.class },
						"pool.max-connections=1", "timeout.response=7s")) {
			app.caller(face).get(backend.url()).get(5, TimeUnit.SECONDS);
			Channel channel = CONNECTED.get();
			assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
			assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
			assertThat(channel.config().getOption(idleOption(channel))).isEqualTo(30);
			ChannelOption<Integer> unacknowledged = ChannelOption
				.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_USER_TIMEOUT");
			assertThat(channel.config().getOption(unacknowledged)).isEqualTo(isNative ? 8000 : null);
		}
	}

	private static ChannelOption<Integer> idleOption(Channel channel) {
		return channel.getClass().getName().contains("epoll")
				? ChannelOption.valueOf("io.netty.channel.epoll.EpollChannelOption#TCP_KEEPIDLE")
				: NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE);
	}

	/**
	 * Shows the test the client's socket, and chooses the transport.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Watched {

		@Bean(destroyMethod = "dispose")
		LoopResources loops() {
			return LoopResources.create("options", 1, true);
		}

		@Bean
		HttpClientCustomizer watch(LoopResources loops) {
			return (client, http) -> http.runOn(loops, preferNative)
				.doOnConnected((connection) -> CONNECTED.set(connection.channel()));
		}

	}

}
