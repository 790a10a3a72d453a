package dev.lifeguard.call.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.NettyPipeline;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link StrayBytesHandler}, around a real decoder.
 */
class StrayBytesHandlerTests {

	private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody";

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final List<String> seen = new ArrayList<>();

	private final List<ByteBuf> pieces = new ArrayList<>();

	StrayBytesHandlerTests() {
		this.channel.pipeline().addLast(NettyPipeline.HttpCodec, new HttpClientCodec());
		InterimResponseHandler.install(this.channel);
	}

	@AfterEach
	void everyPieceIsReleased() {
		this.channel.finishAndReleaseAll();
		assertThat(this.pieces).allMatch((piece) -> piece.refCnt() == 0);
	}

	@Test
	void responsesToOneRequestAfterTheOtherPass() {
		for (int number = 0; number < 3; number++) {
			write();
			read(RESPONSE);
			assertThat(this.seen).containsExactly("200", "body");
			this.seen.clear();
		}
		assertThat(this.channel.isOpen()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 5, 17, 30 })
	void responseMayComeInPieces(int size) {
		for (int number = 0; number < 2; number++) {
			write();
			for (int from = 0; from < RESPONSE.length(); from += size) {
				read(RESPONSE.substring(from, Math.min(RESPONSE.length(), from + size)));
			}
			assertThat(String.join("", this.seen)).isEqualTo("200body");
			this.seen.clear();
		}
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void byteBeforeAnyRequestClosesTheConnection() {
		read("H");
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.seen).isEmpty();
	}

	@Test
	void byteAfterTheResponseClosesTheConnection() {
		write();
		read(RESPONSE);
		read(RESPONSE);
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.seen).containsExactly("200", "body");
	}

	@Test
	void byteInTheSamePieceAsTheEndClosesTheConnectionAfterTheResponse() {
		write();
		read(RESPONSE + "\n");
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.seen).containsExactly("200", "body");
	}

	@Test
	void secondResponseBehindALineInPiecesIsNotTakenForTheNextOne() {
		write();
		read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r");
		read("\n" + RESPONSE);
		assertThat(this.channel.isOpen()).isFalse();
		assertThat(this.seen).containsExactly("200", "body", "");
	}

	@Test
	void chunkedResponseInPiecesOfALinePasses() {
		write();
		read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbo");
		read("dy\r\n0\r\n\r");
		read("\n");
		write();
		read(RESPONSE);
		assertThat(String.join("", this.seen)).isEqualTo("200body200body");
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void bytesReadTogetherWithTheEndDoNotAnswerTheNextRequest() {
		write();
		this.channel.writeOneInbound(bytes(RESPONSE));
		write();
		this.channel.writeOneInbound(bytes(RESPONSE));
		collect();
		assertThat(this.seen).containsExactly("200", "body");
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void bytesOfTheNextReadDo() {
		write();
		this.channel.writeOneInbound(bytes(RESPONSE));
		write();
		this.channel.flushInbound();
		this.channel.writeInbound(bytes(RESPONSE));
		collect();
		assertThat(this.seen).containsExactly("200", "body", "200", "body");
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void emptyPieceIsNoByte() {
		this.channel.writeInbound(Unpooled.EMPTY_BUFFER);
		assertThat(this.channel.isOpen()).isTrue();
	}

	private void write() {
		this.channel.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
		this.channel.releaseOutbound();
	}

	private void read(String text) {
		this.channel.writeInbound(bytes(text));
		collect();
	}

	private void collect() {
		for (Object message = this.channel.readInbound(); message != null; message = this.channel.readInbound()) {
			if (message instanceof HttpResponse response) {
				this.seen.add(String.valueOf(response.status().code()));
			}
			if (message instanceof HttpContent content) {
				this.seen.add(content.content().toString(StandardCharsets.ISO_8859_1));
				content.release();
			}
		}
	}

	private ByteBuf bytes(String text) {
		ByteBuf piece = Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
		this.pieces.add(piece);
		return piece;
	}

}
