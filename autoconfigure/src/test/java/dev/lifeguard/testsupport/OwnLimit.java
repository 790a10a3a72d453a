package dev.lifeguard.testsupport;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import dev.lifeguard.client.HttpClientCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import reactor.netty.http.client.HttpClient;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The ways in which an application sets time limits by a customizer, each of the same
 * length.
 */
public enum OwnLimit {

	/** Sets no limit. */
	NONE((http) -> http),

	/** The library's response timeout. */
	RESPONSE((http) -> http.responseTimeout(limit())),

	/** The library's response timeout, set for each request. */
	RESPONSE_OF_EACH((http) -> http.doOnRequest((request, connection) -> request.responseTimeout(limit()))),

	/** Netty's handler, as Spring's reference has it. */
	READ((http) -> http.doOnConnected((connection) -> connection.addHandlerLast(reads(limit())))),

	/** Netty's handler at the other end. */
	READ_FIRST((http) -> http.doOnConnected((connection) -> connection.addHandlerFirst(reads(limit())))),

	/** Netty's handler, and a response timeout that is longer. */
	READ_BEFORE_RESPONSE((http) -> http.doOnConnected((connection) -> connection.addHandlerLast(reads(limit())))
		.responseTimeout(longer())),

	/** The library's response timeout, and Netty's handler that waits longer. */
	RESPONSE_BEFORE_READ((http) -> http.doOnConnected((connection) -> connection.addHandlerLast(reads(longer())))
		.responseTimeout(limit())),

	/** Netty's handler for what is written, as Spring's reference has it. */
	WRITE((http) -> http.doOnConnected((connection) -> connection
		.addHandlerLast(new WriteTimeoutHandler(limit().toMillis(), TimeUnit.MILLISECONDS)))),

	/** The socket option. */
	CONNECT((http) -> http.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) limit().toMillis())),

	/** A limit for the handshake that comes with a customizer's own TLS. */
	HANDSHAKE((http) -> http.secure((tls) -> tls.sslContext(tls()).handshakeTimeout(limit()))),

	/** A limit for the handshake alone. */
	HANDSHAKE_OF_HANDLER((http) -> http.doOnChannelInit((observer, channel, remote) -> limitHandshake(channel)));

	/** How long each limit is. */
	public static final Duration TIME = Duration.ofMillis(300);

	private static final String PROPERTY = "spring.own-limit";

	private final UnaryOperator<HttpClient> customizer;

	OwnLimit(UnaryOperator<HttpClient> customizer) {
		this.customizer = customizer;
	}

	private static Duration limit() {
		return TIME;
	}

	private static Duration longer() {
		return TIME.multipliedBy(10);
	}

	private HttpClient apply(HttpClient http) {
		return this.customizer.apply(http);
	}

	private static ReadTimeoutHandler reads(Duration limit) {
		return new ReadTimeoutHandler(limit.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static SslContext tls() {
		try {
			return SslContextBuilder.forClient().build();
		}
		catch (SSLException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void limitHandshake(Channel channel) {
		channel.pipeline().get(SslHandler.class).setHandshakeTimeoutMillis(TIME.toMillis());
	}

	/**
	 * Return the setting that lets an application with the {@link Customizer} have this
	 * limit.
	 * @return the property, as {@code key=value}
	 */
	public String property() {
		return PROPERTY + "=" + name();
	}

	/**
	 * Sets the limit.
	 */
	@Configuration(proxyBeanMethods = false)
	public static class Customizer {

		@Bean
		HttpClientCustomizer ownLimit(Environment environment) {
			OwnLimit limit = environment.getRequiredProperty(PROPERTY, OwnLimit.class);
			return (client, http) -> limit.apply(http);
		}

	}

}
