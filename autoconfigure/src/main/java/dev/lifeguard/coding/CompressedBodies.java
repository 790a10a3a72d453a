package dev.lifeguard.coding;

import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.compression.Brotli;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;

/**
 * Decompressor of response bodies that hands over a body whole, or ends it with an error.
 * <p>
 * The library's own takes the end of the message for the end of the compressed data,
 * however much of that is missing, and drops what the codec before it says about a
 * message that is malformed. Here such a body ends with a failed {@link LastHttpContent},
 * as a malformed message without compression does: that ends the call, and the use of the
 * connection.
 *
 * @since 0.1.0
 */
public final class CompressedBodies extends HttpContentDecompressor {

	private String encoding = "";

	private @Nullable EmbeddedChannel decoder;

	private boolean begun;

	private boolean ending;

	private boolean failed;

	private CompressedBodies() {
		super(0);
	}

	/**
	 * Take the place of the library's decompressor, if there is one: none, or one that
	 * the application put there, stays as it is.
	 * @param channel the connection's channel
	 */
	public static void replaceOn(Channel channel) {
		ChannelHandler decompressor = channel.pipeline().get(NettyPipeline.HttpDecompressor);
		if (decompressor != null && decompressor.getClass() == HttpContentDecompressor.class) {
			channel.pipeline()
				.replace(NettyPipeline.HttpDecompressor, NettyPipeline.HttpDecompressor, new CompressedBodies());
		}
	}

	@Override
	protected @Nullable EmbeddedChannel newContentDecoder(String encoding) throws Exception {
		this.decoder = null;
		EmbeddedChannel decoder = decoder(encoding);
		if (decoder != null) {
			this.encoding = encoding;
			this.decoder = decoder;
			decoder.pipeline().addLast(new EndOfCompression(() -> this.begun && this.ending));
		}
		return decoder;
	}

	private @Nullable EmbeddedChannel decoder(String encoding) throws Exception {
		if (is(HttpHeaderValues.GZIP, encoding) || is(HttpHeaderValues.X_GZIP, encoding)) {
			return channel(new GzipMember());
		}
		if (is(HttpHeaderValues.BR, encoding) && Brotli.isAvailable()) {
			return channel(BrotliBody.create());
		}
		EmbeddedChannel decoder = super.newContentDecoder(encoding);
		FrameEnd.Format frames = frames(encoding);
		if (decoder != null && frames != null) {
			decoder.pipeline().addFirst(new FrameEnd(frames));
		}
		return decoder;
	}

	private static FrameEnd.@Nullable Format frames(String encoding) {
		if (is(HttpHeaderValues.SNAPPY, encoding)) {
			return new SnappyFrames();
		}
		return is(HttpHeaderValues.ZSTD, encoding) ? new ZstdFrames() : null;
	}

	private static boolean is(AsciiString known, String encoding) {
		return known.contentEqualsIgnoreCase(encoding);
	}

	private EmbeddedChannel channel(ChannelHandler decoder) {
		Channel channel = this.ctx.channel();
		return EmbeddedChannel.builder()
			.channelId(channel.id())
			.hasDisconnect(channel.metadata().hasDisconnect())
			.config(channel.config())
			.handlers(decoder)
			.build();
	}

	/**
	 * The library looks at the first of several headers, and removes all.
	 */
	private static void join(HttpHeaders headers) {
		List<String> encodings = headers.getAll(HttpHeaderNames.CONTENT_ENCODING);
		if (encodings.size() > 1) {
			headers.set(HttpHeaderNames.CONTENT_ENCODING, String.join(", ", encodings));
		}
	}

	@Override
	protected void decode(ChannelHandlerContext context, HttpObject message, List<Object> out) throws Exception {
		if (message instanceof HttpMessage head) {
			this.begun = false;
			this.failed = false;
			join(head.headers());
		}
		if (this.failed) {
			return;
		}
		if (message instanceof HttpContent content) {
			this.begun |= content.content().isReadable();
			this.failed = content.decoderResult().isFailure();
		}
		if (this.failed) {
			context.fireChannelRead(ReferenceCountUtil.retain(message));
			return;
		}
		decodeWhole(context, message, out);
	}

	private void decodeWhole(ChannelHandlerContext context, HttpObject message, List<Object> out) {
		this.ending = message instanceof LastHttpContent;
		try {
			super.decode(context, message, out);
		}
		catch (Exception ex) {
			this.failed = true;
			discardRest();
			LastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER);
			end.setDecoderResult(DecoderResult.failure(inWords(ex)));
			context.fireChannelRead(end);
		}
		finally {
			this.ending = false;
		}
	}

	/**
	 * The rest in the decoder would otherwise be decoded when the connection is closed,
	 * and fail again.
	 */
	private void discardRest() {
		EmbeddedChannel decoder = this.decoder;
		this.ending = false;
		try {
			if (decoder != null) {
				decoder.finishAndReleaseAll();
			}
		}
		catch (Exception ex) {
			// the first failure counts
		}
	}

	private DecompressionException inWords(Exception failure) {
		String what = (failure instanceof WrongCompressionException) ? failure.getMessage()
				: "is damaged: " + innermost(failure).getMessage();
		return new DecompressionException("the compressed body (" + this.encoding + ") " + what, failure);
	}

	private static Throwable innermost(Throwable failure) {
		Throwable cause = failure.getCause();
		return (cause != null && cause != failure) ? innermost(cause) : failure;
	}

}
