package dev.lifeguard.client.blocking;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import dev.lifeguard.call.Call;
import dev.lifeguard.call.CallAttempts;
import dev.lifeguard.call.wire.NoStatus;
import dev.lifeguard.client.ManagedClient;
import dev.lifeguard.client.RequestHead;
import dev.lifeguard.lease.Priority;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;
import reactor.util.context.Context;

import org.springframework.http.HttpMethod;

/**
 * Exchange, from the thread that waits for it to the event loop that serves it.
 * <p>
 * The thread is woken at the end of the event loop's turn in which the response began.
 * What arrived in the same read as the headers has been taken over by then, for a small
 * response all of it, and its connection is back in the pool.
 */
final class Exchange implements CoreSubscriber<Object>, Runnable {

	private static final int FIRST_REFUSAL = 300;

	private final ManagedClient client;

	private final HttpMethod method;

	private final URI uri;

	private final Headers headers;

	private final Call call;

	private final Context context;

	/** Not longer than it waits: a thread leads to its task, and that to the response. */
	private volatile @Nullable Thread caller = Thread.currentThread();

	private volatile @Nullable Sending sending;

	private volatile @Nullable Upload upload;

	private final AtomicReference<@Nullable Upload> again = new AtomicReference<>();

	private volatile @Nullable Subscription subscription;

	private volatile @Nullable LeasedResponse response;

	/** Until the end of the loop's turn in which the response began. */
	private @Nullable ResponseBody beginning;

	private volatile @Nullable Throwable failure;

	private volatile boolean begun;

	/** The peer does not want the rest; one that accepts may still read it. */
	private volatile boolean refused;

	private volatile boolean done;

	private volatile boolean abandoned;

	Exchange(ManagedClient client, HttpMethod method, URI uri, Headers headers, Priority priority,
			@Nullable CallAttempts attempts) {
		this.client = client;
		this.method = method;
		this.uri = uri;
		this.headers = headers;
		this.call = client.call(method.name(), uri, priority, attempts, Thread.currentThread());
		this.context = Context.of(Call.class, this.call);
	}

	/**
	 * Say what the request's URI was made from.
	 */
	void uriTemplate(@Nullable Object uriTemplate) {
		this.call.uriTemplate(uriTemplate);
	}

	/**
	 * Say what is given back before the exchange waits for a permit.
	 */
	void beforeWaiting(Runnable release) {
		this.call.beforeWaiting(release);
	}

	/**
	 * Start without a body.
	 */
	void start() {
		this.call.replayable();
		exchange((request, outbound) -> {
			copyHeaders(request);
			return Mono.empty();
		});
	}

	/**
	 * Start with the whole body.
	 */
	void start(ByteBuf body) {
		this.call.replayable();
		exchange((request, outbound) -> send(request, outbound, () -> Mono.just(body.retainedDuplicate())));
	}

	/**
	 * Start with a body that the caller writes to the returned upload.
	 * @param repeatable whether it can be written once more, for a redirect
	 */
	Upload startUpload(boolean repeatable) {
		Upload upload = new Upload();
		this.upload = upload;
		this.call.writing(true);
		exchange((request, outbound) -> send(request, outbound, () -> nextUpload(repeatable, loop(outbound))));
		return upload;
	}

	private static Executor loop(NettyOutbound outbound) {
		AtomicReference<Executor> loop = new AtomicReference<>(Runnable::run);
		outbound.withConnection((connection) -> {
			if (connection.channel().isRegistered()) {
				loop.set(connection.channel().eventLoop());
			}
		});
		return loop.get();
	}

	private Upload nextUpload(boolean repeatable, Executor loop) {
		Upload upload = this.upload;
		if (upload != null && upload.begin(loop)) {
			return upload;
		}
		stopUpload();
		if (!repeatable) {
			throw new IllegalStateException(
					"the request is redirected, and its body cannot be sent again: it can be written only once");
		}
		Upload next = new Upload();
		next.begin(loop);
		this.upload = next;
		this.call.writing(true);
		this.again.set(next);
		LockSupport.unpark(this.caller);
		return next;
	}

	/**
	 * A redirect may have made a {@code GET} of the request: then its body stays behind.
	 */
	private Publisher<Void> send(HttpClientRequest request, NettyOutbound outbound, Supplier<Publisher<ByteBuf>> body) {
		copyHeaders(request);
		if (request.method().name().equals(this.method.name())) {
			return outbound.send(body.get());
		}
		RequestHead.OF_THE_BODY.forEach(request.requestHeaders()::remove);
		return Mono.empty();
	}

	private void exchange(BiFunction<HttpClientRequest, NettyOutbound, Publisher<Void>> request) {
		Sending sending = new Sending(request);
		this.sending = sending;
		this.client.request(this.method.name())
			.uri(this.uri)
			.send(sending)
			.responseConnection(this::responseBegun)
			.subscribe(this);
	}

	private void copyHeaders(HttpClientRequest request) {
		this.headers.copyTo(request.requestHeaders());
	}

	private Publisher<Object> responseBegun(HttpClientResponse head, Connection connection) {
		if (NoStatus.is(head.status().code())) {
			this.call.abort();
			return Mono.error(NoStatus.failure());
		}
		ResponseBody body = new ResponseBody(this.call, this);
		this.response = new LeasedResponse(head, body);
		this.begun = true;
		this.refused = head.status().code() >= FIRST_REFUSAL;
		// the connection has no loop any more once the response is over
		Executor loop = connection.channel().eventLoop();
		connection.inbound().receive().subscribe(body);
		if (this.abandoned) {
			body.close();
		}
		this.beginning = body;
		loop.execute(this);
		return Mono.empty();
	}

	/**
	 * Wait for the response to begin.
	 * @return the response, or {@code null} if the body must be written again first
	 */
	@Nullable LeasedResponse await() throws IOException {
		while (!this.done) {
			if (this.again.get() != null) {
				return null;
			}
			if (Thread.interrupted()) {
				this.caller = null;
				abandon();
				Thread.currentThread().interrupt();
				throw new InterruptedIOException("interrupted while waiting for the response");
			}
			LockSupport.park(this);
		}
		this.caller = null;
		LeasedResponse response = this.response;
		if (response != null) {
			// the connection still leads here, and must not lead to the response
			this.response = null;
			response.handOver(this.call);
			return response;
		}
		Throwable failure = this.failure;
		throw (failure != null) ? ProgramFailure.asIoException(failure) : new IOException("no response");
	}

	/**
	 * Return the upload to which the body must be written again.
	 */
	@Nullable Upload uploadAgain() {
		return this.again.getAndSet(null);
	}

	/**
	 * Give the exchange up: its caller has failed.
	 */
	void abandon(Throwable failure) {
		this.call.applicationFailed(failure);
		abandon();
	}

	/**
	 * Give the exchange up: its caller has gone.
	 */
	private void abandon() {
		this.abandoned = true;
		Subscription subscription = this.subscription;
		if (subscription != null) {
			subscription.cancel();
		}
		sendingOver();
		LeasedResponse response = this.response;
		if (response != null) {
			response.close();
		}
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.subscription = subscription;
		subscription.request(Long.MAX_VALUE);
	}

	@Override
	public void onNext(Object ignored) {
		// the response came by way of the connection
	}

	@Override
	public void onError(Throwable failure) {
		this.failure = this.call.translate(Exceptions.unwrap(failure));
		wake();
	}

	@Override
	public void onComplete() {
		if (!this.begun) {
			wake();
		}
	}

	/**
	 * The loop has handled all that came with the response's head.
	 */
	@Override
	public void run() {
		ResponseBody body = this.beginning;
		if (body != null) {
			this.beginning = null;
			body.handOver();
		}
		wake();
	}

	private void wake() {
		this.done = true;
		sendingOver();
		Thread caller = this.caller;
		if (caller != null) {
			LockSupport.unpark(caller);
		}
		if (this.failure != null || this.refused) {
			stopUpload();
		}
	}

	private void sendingOver() {
		Sending sending = this.sending;
		if (sending != null) {
			sending.over();
		}
	}

	/**
	 * A piece of the body was written.
	 */
	void wrote() {
		this.call.wrote();
	}

	/**
	 * The body is written.
	 */
	void written() {
		this.call.writing(false);
	}

	/**
	 * Let go of the thread that still writes the request's body: the exchange is over.
	 */
	void stopUpload() {
		Upload upload = this.upload;
		if (upload != null) {
			upload.stop();
		}
	}

	@Override
	public Context currentContext() {
		return this.context;
	}

}
