package dev.lifeguard.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdCompressCtx;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.compression.SnappyFrameEncoder;

/**
 * Bodies that are compressed, and what can go wrong with them.
 */
public final class Compressed {

	private Compressed() {
	}

	/**
	 * Compress with gzip.
	 * @param text what is compressed
	 * @return one member
	 */
	public static byte[] gzip(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Compress with deflate.
	 * @param text what is compressed
	 * @param raw whether the frame of zlib is left out, as some servers do
	 * @return the data
	 */
	public static byte[] deflate(String text, boolean raw) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflate = new DeflaterOutputStream(bytes,
				new Deflater(Deflater.DEFAULT_COMPRESSION, raw))) {
			deflate.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Compress with Brotli, which has no checksum.
	 * @param text what is compressed
	 * @return the data
	 */
	public static byte[] brotli(String text) {
		Brotli4jLoader.ensureAvailability();
		try {
			return Encoder.compress(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Compress with Zstandard.
	 * @param text what is compressed
	 * @return one frame, with a checksum
	 */
	public static byte[] zstd(String text) {
		try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
			return zstd.setChecksum(true).compress(text.getBytes(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Compress with Snappy.
	 * @param text what is compressed
	 * @return its frames
	 */
	public static byte[] snappy(String text) {
		EmbeddedChannel channel = new EmbeddedChannel(new SnappyFrameEncoder());
		channel.writeOutbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
		channel.finish();
		ByteBuf bytes = Unpooled.buffer();
		for (ByteBuf piece = channel.readOutbound(); piece != null; piece = channel.readOutbound()) {
			bytes.writeBytes(piece);
			piece.release();
		}
		return ByteBufUtil.getBytes(bytes);
	}

	/**
	 * Leave the end out.
	 * @param bytes the data
	 * @param length how much is kept
	 * @return the beginning
	 */
	public static byte[] cut(byte[] bytes, int length) {
		return Arrays.copyOf(bytes, length);
	}

	/**
	 * Change one byte.
	 * @param bytes the data
	 * @param position which, from the end if it is negative
	 * @param mask the bits that change
	 * @return the changed data
	 */
	public static byte[] flip(byte[] bytes, int position, int mask) {
		byte[] flipped = bytes.clone();
		flipped[Math.floorMod(position, bytes.length)] ^= (byte) mask;
		return flipped;
	}

	/**
	 * Put pieces one after the other.
	 * @param pieces the pieces
	 * @return all of them
	 */
	public static byte[] join(byte[]... pieces) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		for (byte[] piece : pieces) {
			bytes.writeBytes(piece);
		}
		return bytes.toByteArray();
	}

	/**
	 * Return an HTTP/1.1 response whose length is right.
	 * @param encoding its {@code Content-Encoding}
	 * @param body its body
	 * @return the response, a character for each byte
	 */
	public static String response(String encoding, byte[] body) {
		return "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: " + encoding + "\r\nContent-Length: "
				+ body.length + "\r\n\r\n" + text(body);
	}

	/**
	 * Return an HTTP/1.1 response in chunks.
	 * @param encoding its {@code Content-Encoding}
	 * @param body its body
	 * @param size the size of a chunk
	 * @param end what stands in the place of the last chunk
	 * @return the response, a character for each byte
	 */
	public static String chunked(String encoding, byte[] body, int size, String end) {
		StringBuilder response = new StringBuilder("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: "
				+ encoding + "\r\nTransfer-Encoding: chunked\r\n\r\n");
		for (int from = 0; from < body.length; from += size) {
			byte[] chunk = Arrays.copyOfRange(body, from, Math.min(body.length, from + size));
			response.append(Integer.toHexString(chunk.length)).append("\r\n").append(text(chunk)).append("\r\n");
		}
		return response.append(end).toString();
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

}
