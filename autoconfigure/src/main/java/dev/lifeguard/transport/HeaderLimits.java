package dev.lifeguard.transport;

import dev.lifeguard.failure.ResponseHeaderTooLargeException;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Exception.HeaderListSizeException;
import io.netty.util.AttributeKey;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.Http2SettingsSpec;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;

/**
 * Limits on the head of a response and on its trailers that are in force on a connection.
 * They are noted there, because a customizer may have set others than the client's
 * settings have, and the failure that follows does not tell.
 *
 * @param own whether they are those of the client's settings
 * @param headers the most bytes of all headers together, with HTTP/1.1
 * @param line the longest line that is no header, with HTTP/1.1
 * @param list the most bytes of all headers together, with HTTP/2
 * @since 0.1.0
 */
public record HeaderLimits(boolean own, long headers, long line, long list) {

	private static final String KEY = "response.max-header-size";

	private static final AttributeKey<HeaderLimits> NOTED = AttributeKey.valueOf(HeaderLimits.class, "noted");

	/**
	 * Set the limits of the client's settings.
	 */
	public static HttpClient set(HttpClient http, ResponseSettings settings, Protocol protocol) {
		int bytes = Math.toIntExact(settings.maxHeaderSize());
		if (protocol != Protocol.HTTP1) {
			return http.http2Settings((spec) -> spec.maxHeaderListSize(bytes));
		}
		return http.httpResponseDecoder((spec) -> spec.maxHeaderSize(bytes).maxInitialLineLength(bytes));
	}

	/**
	 * Return the limits that a transport has, whoever set them.
	 * @param config the transport after its customizers
	 * @param before the transport with the limits of the client's settings
	 */
	public static HeaderLimits of(HttpClientConfig config, HttpClientConfig before) {
		Http2SettingsSpec http2 = config.http2SettingsSpec();
		Long list = (http2 != null) ? http2.maxHeaderListSize() : null;
		boolean own = config.decoder() == before.decoder() && http2 == before.http2SettingsSpec();
		return new HeaderLimits(own, config.decoder().maxHeaderSize(), config.decoder().maxInitialLineLength(),
				(list != null) ? list : Http2CodecUtil.DEFAULT_HEADER_LIST_SIZE);
	}

	/**
	 * Note the limits on a connection that is being made.
	 */
	public void noteOn(Channel channel) {
		channel.attr(NOTED).set(this);
		HeaderBlockGauge.install(channel, Http2CodecUtil.calculateMaxHeaderListSizeGoAway(this.list));
	}

	/**
	 * Return the failure of a call whose response has passed a limit.
	 * @param failure what the transport reports
	 * @return the failure in words, or {@code null} if no limit was passed
	 */
	public static @Nullable ResponseHeaderTooLargeException passed(Throwable failure, @Nullable Channel channel,
			String client, String remote) {
		HeaderLimits limits = (channel != null) ? of(channel) : null;
		return (channel != null && limits != null) ? limits.failure(failure, channel, client, remote) : null;
	}

	private static @Nullable HeaderLimits of(Channel channel) {
		Channel connection = (channel.parent() != null) ? channel.parent() : channel;
		return connection.attr(NOTED).get();
	}

	private @Nullable ResponseHeaderTooLargeException failure(Throwable failure, Channel channel, String client,
			String remote) {
		if (failure instanceof TooLongHttpLineException) {
			return tooLarge("a line of the response is longer than ", this.line, client, remote, failure);
		}
		boolean ofStream = failure instanceof HeaderListSizeException exceeded && exceeded.duringDecode();
		if (ofStream || failure instanceof TooLongHttpHeaderException || HeaderBlockGauge.isTooLarge(channel)) {
			return tooLarge("the headers of the response are larger than ",
					(channel.parent() != null) ? this.list : this.headers, client, remote, failure);
		}
		return null;
	}

	private ResponseHeaderTooLargeException tooLarge(String what, long limit, String client, String remote,
			Throwable cause) {
		String size = ResponseSettings.readable(limit);
		String whose = this.own ? "%s (%s)".formatted(KEY, size)
				: "%s, the limit of an HttpClientCustomizer, which takes precedence over %s".formatted(size, KEY);
		return new ResponseHeaderTooLargeException(client, remote, what + whose, limit, CleanCause.of(cause));
	}

}
