package dev.lifeguard.test.backend;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import dev.lifeguard.test.backend.Behaviour.Fault;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * One request and what becomes of it. All of it happens on the connection's event loop.
 */
final class Exchange {

	/** To HTTP/2 it is a frame that is larger than any may be. */
	private static final byte[] NOT_HTTP = "\u00ff\u00ff\u00ff\u00ff this is no HTTP \u0000\r\n\r\n"
		.getBytes(StandardCharsets.ISO_8859_1);

	private static final int LAST = 16 * 1024;

	private static final String NOT_TAKEN_YET = ", not taken yet";

	private static final String NOT_TAKEN = ", which the client did not take";

	private final Channel channel;

	private final SeenRequest request;

	private final Behaviour behaviour;

	private final boolean head;

	private final boolean keptAlive;

	private final BooleanSupplier unreachable;

	private final CompletableFuture<@Nullable Void> worked = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();

	private final CompletableFuture<@Nullable Void> taken = new CompletableFuture<>();

	private volatile State state = State.UNANSWERED;

	private byte[] rest = new byte[0];

	private int dripped;

	private @Nullable Future<?> timer;

	/**
	 * Create an exchange.
	 * @param channel the way back: a connection, or a stream of one
	 * @param request the request, which has arrived
	 * @param upload the request as it came
	 * @param behaviour what is done with it
	 * @param unreachable whether nothing gets through to the client
	 */
	Exchange(Channel channel, SeenRequest request, Upload upload, Behaviour behaviour, BooleanSupplier unreachable) {
		this.channel = channel;
		this.request = request;
		this.behaviour = behaviour;
		this.head = upload.isHead();
		this.keptAlive = upload.isKeptAlive();
		this.unreachable = unreachable;
	}

	SeenRequest request() {
		return this.request;
	}

	String path() {
		return this.request.path();
	}

	/**
	 * Return whether the whole answer is on its way, and the client does not take it.
	 */
	boolean isUntaken() {
		return (this.state == State.ENDING || this.state == State.OVER) && !this.taken.isDone();
	}

	/**
	 * Return what completes when there is nothing more to say, or nobody to say it to.
	 */
	CompletableFuture<@Nullable Void> over() {
		return this.over;
	}

	/**
	 * Return what completes when there is nothing left to do either: the work is done,
	 * and the client has taken the answer, or has gone.
	 */
	CompletableFuture<?> closed() {
		return CompletableFuture.allOf(this.worked, this.over, this.taken);
	}

	/**
	 * Work on the request.
	 * @param done run when the worker is free again
	 */
	void begin(Runnable done) {
		CompletableFuture.allOf(this.worked, this.over).thenRun(done);
		onLoop(() -> {
			if (this.worked.isDone()) {
				return;
			}
			this.timer = this.channel.eventLoop()
				.schedule(this::workIsDone, this.behaviour.delay().toNanos(), TimeUnit.NANOSECONDS);
		});
	}

	private void workIsDone() {
		this.worked.complete(null);
		if (this.state == State.UNANSWERED && !this.unreachable.getAsBoolean()) {
			answer();
		}
	}

	private void answer() {
		switch (this.behaviour.fault()) {
			case NONE -> reply(this.behaviour.reply());
			case STALL -> stall();
			case DRIP -> drip();
			case SILENT -> this.request.became("not answered");
			case RESET -> cut("reset", () -> Sockets.reset(this.channel));
			case CLOSE -> cut("closed unanswered", () -> Sockets.of(this.channel).close());
			case GARBAGE -> cut("garbage", () -> Sockets.write(this.channel, NOT_HTTP));
		}
	}

	/**
	 * Note what becomes of the request before the client can see it, so that it finds the
	 * request ended and the worker free.
	 */
	private void cut(String fate, Runnable deed) {
		over(fate);
		deed.run();
	}

	private void reply(Reply reply) {
		byte[] body = reply.bytes();
		byte[] sent = hasBody(reply) ? body : new byte[0];
		boolean whole = sent.length <= LAST;
		HttpResponse response = whole
				? new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(sent))
				: head();
		describe(response, reply);
		if (!isWithoutLength(reply)) {
			HttpUtil.setContentLength(response, body.length);
		}
		String fate = String.valueOf(reply.status());
		if (whole) {
			end(response, fate);
		}
		else {
			this.channel.write(response);
			finish(sent, fate);
		}
	}

	private static HttpResponse head() {
		return new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
	}

	private boolean hasBody(Reply reply) {
		return !this.head && !isWithoutLength(reply);
	}

	private static boolean isWithoutLength(Reply reply) {
		return reply.status() == HttpResponseStatus.NO_CONTENT.code()
				|| reply.status() == HttpResponseStatus.NOT_MODIFIED.code();
	}

	private void describe(HttpResponse response, Reply reply) {
		reply.describe(response);
		if (!this.keptAlive) {
			response.headers().set(HttpHeaderNames.CONNECTION, "close");
		}
	}

	/**
	 * Say the rest of a body. Its last piece waits until the client has taken what comes
	 * before it: a client that does not read has not been answered.
	 */
	private void finish(byte[] rest, String fate) {
		int last = Math.max(0, rest.length - LAST);
		byte[] end = Arrays.copyOfRange(rest, last, rest.length);
		if (last == 0) {
			end(new DefaultLastHttpContent(Unpooled.wrappedBuffer(end)), fate);
			return;
		}
		this.state = State.ENDING;
		this.request.became(fate + NOT_TAKEN_YET);
		send(Arrays.copyOf(rest, last)).addListener((future) -> {
			if (future.isSuccess()) {
				end(new DefaultLastHttpContent(Unpooled.wrappedBuffer(end)), fate);
			}
			else {
				gone();
			}
		});
	}

	/**
	 * Say the last of the answer. The request has ended before the client can see that,
	 * as in {@link #cut}.
	 */
	private void end(Object last, String fate) {
		ended(fate);
		this.channel.writeAndFlush(last).addListener((future) -> {
			if (!this.keptAlive) {
				this.channel.close();
			}
			if (!future.isSuccess()) {
				this.request.became(fate + NOT_TAKEN);
			}
			this.taken.complete(null);
		});
	}

	private void stall() {
		if (!hasBody(this.behaviour.reply())) {
			reply(this.behaviour.reply());
			return;
		}
		byte[] body = this.behaviour.reply().bytes();
		HttpResponse response = head();
		describe(response, this.behaviour.reply());
		HttpUtil.setContentLength(response, body.length);
		this.state = State.STALLED;
		this.request.became(this.behaviour.reply().status() + ", stalled in its body");
		this.rest = Arrays.copyOfRange(body, body.length / 2, body.length);
		this.channel.write(response);
		send(Arrays.copyOf(body, body.length / 2));
	}

	private void drip() {
		if (!hasBody(this.behaviour.reply())) {
			reply(this.behaviour.reply());
			return;
		}
		HttpResponse response = head();
		describe(response, this.behaviour.reply());
		HttpUtil.setTransferEncodingChunked(response, true);
		this.state = State.DRIPPING;
		this.request.became(this.behaviour.reply().status() + ", dripping");
		this.rest = this.behaviour.reply().bytes();
		this.channel.writeAndFlush(response);
		this.timer = this.channel.eventLoop()
			.scheduleAtFixedRate(this::drop, 0, this.behaviour.interval().toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * After the body there are blanks, for ever.
	 */
	private void drop() {
		if (!this.unreachable.getAsBoolean()) {
			int index = this.dripped++;
			send((index < this.rest.length) ? this.rest[index] : (byte) ' ');
		}
	}

	private ChannelFuture send(byte... bytes) {
		return this.channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes)));
	}

	/**
	 * There is neither a worker nor a place in the queue.
	 */
	void refuse() {
		onLoop(() -> {
			this.worked.complete(null);
			reply(Reply.OK.withStatus(HttpResponseStatus.SERVICE_UNAVAILABLE.code())
				.withBody("{\"error\":\"the backend's queue is full\"}"));
		});
	}

	/**
	 * The backend is well again: say what is left to be said.
	 * @param reply what a backend that is well answers
	 */
	void heal(Reply reply) {
		onLoop(() -> {
			stopTimer();
			this.worked.complete(null);
			switch (this.state) {
				case UNANSWERED -> reply(reply);
				case STALLED -> finish(this.rest, "answered late");
				case DRIPPING -> end(LastHttpContent.EMPTY_LAST_CONTENT, "dripped");
				case ENDING, OVER -> {
				}
			}
		});
	}

	/**
	 * The connection is closed. Work that was begun goes on.
	 */
	void gone() {
		if (this.state == State.ENDING) {
			over(this.request.fate().replace(NOT_TAKEN_YET, NOT_TAKEN));
		}
		else if (this.state != State.OVER) {
			over((this.behaviour.fault() == Fault.NONE) ? "the client has gone"
					: this.request.fate() + ", and the client has gone");
		}
		this.taken.complete(null);
	}

	private void over(String fate) {
		ended(fate);
		this.taken.complete(null);
	}

	private void ended(String fate) {
		this.request.became(fate);
		if (this.state == State.DRIPPING) {
			stopTimer();
		}
		this.state = State.OVER;
		this.over.complete(null);
	}

	private void stopTimer() {
		Future<?> timer = this.timer;
		if (timer != null) {
			timer.cancel(false);
		}
	}

	private void onLoop(Runnable task) {
		this.channel.eventLoop().execute(task);
	}

	/**
	 * How far the answer has got.
	 */
	private enum State {

		UNANSWERED, STALLED, DRIPPING, ENDING, OVER

	}

}
