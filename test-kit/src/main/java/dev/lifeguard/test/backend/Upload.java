package dev.lifeguard.test.backend;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;

import org.springframework.http.HttpHeaders;

/**
 * Request that is arriving.
 */
final class Upload {

	private static final int KEPT = 64 * 1024;

	private final HttpRequest head;

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	Upload(HttpRequest head) {
		this.head = head;
	}

	/**
	 * Keep the beginning of the body.
	 */
	void add(ByteBuf piece) {
		int length = Math.min(piece.readableBytes(), KEPT - this.body.size());
		byte[] bytes = new byte[length];
		piece.getBytes(piece.readerIndex(), bytes);
		this.body.writeBytes(bytes);
	}

	boolean isHead() {
		return HttpMethod.HEAD.equals(this.head.method());
	}

	boolean isKeptAlive() {
		return HttpUtil.isKeepAlive(this.head);
	}

	/**
	 * Return the request, which has arrived.
	 * @param connection the number of its connection
	 */
	SeenRequest arrived(int connection) {
		HttpHeaders headers = new HttpHeaders();
		this.head.headers().forEach((header) -> headers.add(header.getKey(), header.getValue()));
		return new SeenRequest(this.head.method().name(), this.head.uri(), headers,
				this.body.toString(StandardCharsets.UTF_8), connection);
	}

}
