package dev.lifeguard.benchmarks.limit;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * One connection, with one request after the other until the time is over. A response
 * without success ends it with a failure.
 */
final class RawConnection extends SimpleChannelInboundHandler<HttpObject> {

	private @Nullable ChannelHandlerContext context;

	private ByteBuf request = Unpooled.EMPTY_BUFFER;

	private CompletableFuture<Long> result = new CompletableFuture<>();

	private long endNanos;

	private long calls;

	CompletableFuture<Long> run(byte[] bytes, long end) {
		CompletableFuture<Long> count = new CompletableFuture<>();
		ChannelHandlerContext connection = this.context;
		if (connection == null) {
			throw new IllegalStateException("not connected");
		}
		connection.executor().execute(() -> {
			this.result = count;
			this.request = Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
			this.endNanos = end;
			this.calls = 0;
			connection.writeAndFlush(this.request.duplicate(), connection.voidPromise());
		});
		return count;
	}

	@Override
	public void handlerAdded(ChannelHandlerContext channel) {
		this.context = channel;
	}

	@Override
	protected void channelRead0(ChannelHandlerContext channel, HttpObject part) {
		if (part instanceof HttpResponse response && response.status().codeClass() != HttpStatusClass.SUCCESS) {
			exceptionCaught(channel, new IOException(response.status().toString()));
		}
		else if (part instanceof LastHttpContent) {
			this.calls++;
			next(channel);
		}
	}

	private void next(ChannelHandlerContext channel) {
		if (System.nanoTime() < this.endNanos) {
			channel.writeAndFlush(this.request.duplicate(), channel.voidPromise());
		}
		else {
			this.result.complete(this.calls);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext channel) {
		this.result.completeExceptionally(new IOException("The connection was closed"));
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext channel, Throwable failure) {
		this.result.completeExceptionally(failure);
		channel.close();
	}

}
