package dev.lifeguard.coding;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import dev.lifeguard.testsupport.Compressed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.netty.NettyPipeline;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every way to cut a small compressed body, and to change one bit of it: what comes out
 * is the whole body or an error.
 */
class CompressedBodiesTests {

	private static final String ERROR = "<error>";

	private static final String TEXT = "a body, a small body, a small body that is compressed, and nobody";

	private static final Map<String, Body> BODIES = Map.of("gzip", new Body("gzip", Compressed.gzip(TEXT), TEXT),
			"two members", new Body("gzip", Compressed.join(Compressed.gzip(TEXT), Compressed.gzip(TEXT)), TEXT + TEXT),
			"zlib", new Body("deflate", Compressed.deflate(TEXT, false), TEXT), "brotli",
			new Body("br", Compressed.brotli(TEXT), TEXT), "zstd", new Body("zstd", Compressed.zstd(TEXT), TEXT),
			"two frames", new Body("zstd", Compressed.join(Compressed.zstd(TEXT), Compressed.zstd(TEXT)), TEXT + TEXT),
			"snappy", new Body("snappy", Compressed.snappy(TEXT), TEXT));

	private static final int SNAPPY_IDENTIFIER = 10;

	/** Where nothing tells that something is missing. */
	private static final Map<String, Integer> UNTOLD = Map.of("two members", Compressed.gzip(TEXT).length, "two frames",
			Compressed.zstd(TEXT).length, "snappy", SNAPPY_IDENTIFIER);

	/** Those without a checksum over everything. */
	private static final Set<String> UNCHECKED = Set.of("brotli", "snappy");

	private final Random random = new Random(20261128);

	static Stream<String> bodies() {
		return BODIES.keySet().stream().sorted();
	}

	static Stream<String> checkedBodies() {
		return bodies().filter((name) -> !UNCHECKED.contains(name));
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void isHandedOverWhole(String name) {
		Body body = BODIES.get(name);
		for (int time = 0; time < 200; time++) {
			assertThat(decompress(body.encoding(), body.bytes())).isEqualTo(body.text());
		}
	}

	@ParameterizedTest
	@MethodSource("bodies")
	void isAnErrorIfItIsCut(String name) {
		Body body = BODIES.get(name);
		for (int length = 1; length < body.bytes().length; length++) {
			String result = decompress(body.encoding(), Compressed.cut(body.bytes(), length));
			if (length != UNTOLD.getOrDefault(name, 0)) {
				assertThat(result).as("%s bytes", length).isEqualTo(ERROR);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("checkedBodies")
	void isRightOrAnErrorIfABitOfItIsWrong(String name) {
		Body body = BODIES.get(name);
		for (int bit = 0; bit < body.bytes().length * Byte.SIZE; bit++) {
			byte[] flipped = Compressed.flip(body.bytes(), bit / Byte.SIZE, 1 << bit % Byte.SIZE);
			assertThat(decompress(body.encoding(), flipped)).as("bit %s", bit).isIn(body.text(), ERROR);
		}
	}

	@Test
	void decompressorOfTheApplicationStays() {
		ChannelHandler own = new HttpContentDecompressor(true, 10) {
		};
		EmbeddedChannel channel = new EmbeddedChannel();
		channel.pipeline().addLast(NettyPipeline.HttpDecompressor, own);
		CompressedBodies.replaceOn(channel);
		assertThat(channel.pipeline().get(NettyPipeline.HttpDecompressor)).isSameAs(own);
		channel.finishAndReleaseAll();
	}

	@Test
	void nothingIsDecompressedWhereNothingWas() {
		EmbeddedChannel channel = new EmbeddedChannel();
		CompressedBodies.replaceOn(channel);
		assertThat(channel.pipeline().get(HttpContentDecompressor.class)).isNull();
		channel.finishAndReleaseAll();
	}

	private String decompress(String encoding, byte[] bytes) {
		EmbeddedChannel channel = new EmbeddedChannel();
		channel.pipeline().addLast(NettyPipeline.HttpDecompressor, new HttpContentDecompressor(0));
		CompressedBodies.replaceOn(channel);
		HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
		head.headers().set(HttpHeaderNames.CONTENT_ENCODING, encoding);
		channel.writeInbound(head);
		ByteBuf rest = Unpooled.wrappedBuffer(bytes);
		while (rest.isReadable()) {
			channel.writeInbound(
					new DefaultHttpContent(rest.readRetainedSlice(1 + this.random.nextInt(rest.readableBytes()))));
		}
		rest.release();
		channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
		String result = result(channel);
		channel.finishAndReleaseAll();
		return result;
	}

	private static String result(EmbeddedChannel channel) {
		StringBuilder text = new StringBuilder();
		int ends = 0;
		boolean failed = false;
		for (Object message = channel.readInbound(); message != null; message = channel.readInbound()) {
			if (message instanceof HttpContent content) {
				text.append(content.content().toString(StandardCharsets.ISO_8859_1));
				failed |= content.decoderResult().isFailure();
			}
			ends += (message instanceof LastHttpContent) ? 1 : 0;
			ReferenceCountUtil.release(message);
		}
		assertThat(ends).isEqualTo(1);
		return failed ? ERROR : text.toString();
	}

	private record Body(String encoding, byte[] bytes, String text) {

	}

}
