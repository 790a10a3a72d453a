package dev.lifeguard.call.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CorruptedFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link InterimResponseHandler}, above a real decoder.
 */
class InterimResponseHandlerTests {

	private static final String RESPONSE = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

	private final EmbeddedChannel channel = new EmbeddedChannel();

	private final List<Integer> statuses = new ArrayList<>();

	private final Reads reads = new Reads();

	private final Announcements announcements = new Announcements();

	@AfterEach
	void close() {
		this.channel.finishAndReleaseAll();
	}

	@ParameterizedTest
	@ValueSource(strings = { "100 Continue", "102 Processing", "103 Early Hints", "199 Whatever" })
	void interimResponsesAreDropped(String status) {
		http1();
		write();
		read("HTTP/1.1 " + status + "\r\nLink: a\r\n\r\n");
		read("HTTP/1.1 " + status + "\r\n\r\n" + RESPONSE);
		assertThat(this.statuses).containsExactly(200);
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void readThatBringsNothingElseIsNotAnnouncedAndMoreIsAskedFor() {
		http1();
		this.channel.config().setAutoRead(false);
		write();
		int before = this.reads.count;
		read("HTTP/1.1 103 Early Hints\r\n\r\n");
		assertThat(this.announcements.count).isZero();
		assertThat(this.reads.count).isGreaterThan(before);
		read("HTTP/1.1 103 Early Hints\r\n\r\n" + RESPONSE);
		assertThat(this.announcements.count).isOne();
	}

	@Test
	void switchOfProtocolsThatNobodyAskedForFailsTheCall() {
		http1();
		write();
		assertThatExceptionOfType(CorruptedFrameException.class)
			.isThrownBy(() -> read("HTTP/1.1 101 Switching Protocols\r\n\r\n"))
			.withMessage("the peer switched protocols without being asked to");
		assertThat(this.statuses).isEmpty();
		assertThat(this.channel.isOpen()).isFalse();
	}

	@Test
	void connectionWhoseResponseIsMalformedIsNotKept() {
		http1();
		write();
		read("nonsense\r\n\r\n");
		assertThat(Connection.from(this.channel).isPersistent()).isFalse();
	}

	@Test
	void connectionWithSurplusIsNotKept() {
		http1();
		write();
		read(RESPONSE + "x");
		assertThat(this.statuses).containsExactly(200);
		assertThat(Connection.from(this.channel).isPersistent()).isFalse();
	}

	@Test
	void connectionWithoutSurplusIsKept() {
		http1();
		write();
		read(RESPONSE);
		assertThat(Connection.from(this.channel).isPersistent()).isTrue();
	}

	@Test
	void streamDropsInterimResponsesAsWell() {
		this.channel.pipeline().addLast(NettyPipeline.H2ToHttp11Codec, new ChannelInboundHandlerAdapter());
		InterimResponseHandler.install(this.channel);
		this.channel.pipeline().addLast(this.announcements);
		this.channel.writeInbound(response(HttpResponseStatus.EARLY_HINTS));
		assertThat(this.announcements.count).isZero();
		this.channel.writeInbound(response(HttpResponseStatus.OK));
		collect();
		assertThat(this.statuses).containsExactly(200);
		assertThat(this.announcements.count).isOne();
		assertThat(this.channel.pipeline().get(StrayBytesHandler.class)).isNull();
	}

	@Test
	void otherConnectionsAreLeftAlone() {
		this.channel.pipeline().addLast(new ChannelInboundHandlerAdapter());
		InterimResponseHandler.install(this.channel);
		assertThat(this.channel.pipeline().get(InterimResponseHandler.class)).isNull();
	}

	private void http1() {
		this.channel.pipeline().addLast(this.reads).addLast(NettyPipeline.HttpCodec, new HttpClientCodec());
		InterimResponseHandler.install(this.channel);
		this.channel.pipeline().addLast(this.announcements);
	}

	private static DefaultFullHttpResponse response(HttpResponseStatus status) {
		return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status);
	}

	private void write() {
		this.channel.writeOutbound(new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"));
		this.channel.releaseOutbound();
	}

	private void read(String text) {
		this.channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
		collect();
	}

	private void collect() {
		for (Object message = this.channel.readInbound(); message != null; message = this.channel.readInbound()) {
			if (message instanceof HttpResponse response) {
				this.statuses.add(response.status().code());
			}
			ReferenceCountUtil.release(message);
		}
	}

	/**
	 * Counts how often more is asked for.
	 */
	private static final class Reads extends ChannelOutboundHandlerAdapter {

		private int count;

		@Override
		public void read(ChannelHandlerContext context) {
			this.count++;
			context.read();
		}

	}

	/**
	 * Counts the reads that are announced.
	 */
	private static final class Announcements extends ChannelInboundHandlerAdapter {

		private int count;

		@Override
		public void channelReadComplete(ChannelHandlerContext context) {
			this.count++;
			context.fireChannelReadComplete();
		}

	}

}
