package dev.lifeguard.client.reactive;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;

import dev.lifeguard.call.Call;
import dev.lifeguard.client.DeclaredLength;
import dev.lifeguard.client.RequestHead;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientRequest;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpRequestDecorator;

/**
 * Request whose head is checked once it is complete, and whose body is checked against
 * the length that the head declares.
 * <p>
 * A redirect may have made a {@code GET} of the request: then its body stays behind.
 */
final class FramedRequest extends ClientHttpRequestDecorator implements ZeroCopyHttpOutputMessage {

	private static final Set<HttpMethod> COLLECTED = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.DELETE);

	private final Call call;

	private @Nullable DeclaredLength declared;

	private volatile @Nullable Throwable transports;

	FramedRequest(ClientHttpRequest request, Call call) {
		super(request);
		this.call = call;
	}

	/**
	 * Let the application send the request. What it declares counts from here on:
	 * Spring's writers of single values put their own length in its place.
	 */
	Mono<Void> sentBy(Function<? super ClientHttpRequest, Mono<Void>> application) {
		try {
			Mono<Void> sent = application.apply(this);
			DeclaredLength length = DeclaredLength.of(getHeaders().getOrEmpty(DeclaredLength.HEADER));
			this.declared = length.isDeclared() ? length : null;
			return Sent.byApplication(sent, this);
		}
		catch (RuntimeException | Error ex) {
			failed(ex);
			return Mono.error(ex);
		}
	}

	/**
	 * All that does not come from below is the application's.
	 */
	void failed(Throwable failure) {
		if (failure != this.transports) {
			this.call.applicationFailed(failure);
		}
	}

	/**
	 * A failure below is the transport's.
	 */
	void transportFailed(Throwable failure) {
		this.transports = failure;
	}

	private Publisher<? extends DataBuffer> watched(Publisher<? extends DataBuffer> body) {
		return WatchedBody.of(body, this.call);
	}

	private Publisher<? extends Publisher<? extends DataBuffer>> watchedParts(
			Publisher<? extends Publisher<? extends DataBuffer>> parts) {
		return WatchedBody.of(Flux.from(parts).map(this::watched), this.call);
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		return send((length) -> {
			if (length.isReached()) {
				return Flux.from(watched(FramedBody.ofNothing(body, length))).then(Mono.defer(super::setComplete));
			}
			Publisher<? extends DataBuffer> framed = watched(length.isDeclared() ? FramedBody.of(body, length) : body);
			return super.writeWith(isCollected(framed) ? FramedBody.endingOn(loop(), framed) : framed);
		});
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		return send((length) -> {
			if (length.isReached()) {
				return Flux.from(watched(FramedBody.ofNothing(Flux.from(body).concatMap(Function.identity()), length)))
					.then(Mono.defer(super::setComplete));
			}
			return super.writeAndFlushWith(watchedParts(length.isDeclared() ? FramedBody.ofParts(body, length) : body));
		});
	}

	@Override
	public Mono<Void> writeWith(Path file, long position, long count) {
		return send((length) -> {
			length.check(count);
			return ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count)
				.doOnError(FileSystemException.class, this.call::applicationFailed);
		});
	}

	@Override
	public Mono<Void> setComplete() {
		return send((length) -> {
			length.end();
			return super.setComplete();
		});
	}

	private Mono<Void> send(Function<DeclaredLength, Mono<Void>> body) {
		if (hasBecomeGet()) {
			RequestHead.OF_THE_BODY.forEach(getHeaders()::remove);
			return super.setComplete();
		}
		try {
			DeclaredLength length = length();
			SendableRequests.check(getMethod(), getURI(), getHeaders(), getCookies());
			Mono<Void> sent = Sent.byTransport(body.apply(length), this);
			EventLoop loop = loop();
			return (loop == null || loop.inEventLoop()) ? sent : sent.subscribeOn(Schedulers.fromExecutor(loop));
		}
		catch (IllegalArgumentException ex) {
			return Mono.error(ex);
		}
	}

	/**
	 * The library keeps a request's state for the event loop, and sends it from whatever
	 * thread the body came on. If the response is over before that thread has left, the
	 * request fails.
	 */
	private @Nullable EventLoop loop() {
		return (getNativeRequest() instanceof Connection connection && connection.channel().isRegistered())
				? connection.channel().eventLoop() : null;
	}

	/**
	 * Return whether the library collects a body, and sends the request when it ends.
	 */
	private boolean isCollected(Publisher<?> body) {
		return !(body instanceof Mono) && COLLECTED.contains(getMethod());
	}

	private DeclaredLength length() {
		DeclaredLength declared = this.declared;
		if (declared != null) {
			return declared;
		}
		DeclaredLength computed = DeclaredLength.of(getHeaders().getOrEmpty(DeclaredLength.HEADER));
		if (computed.isDeclared() && "chunked".equalsIgnoreCase(getHeaders().getFirst(HttpHeaders.TRANSFER_ENCODING))) {
			getHeaders().remove(HttpHeaders.TRANSFER_ENCODING);
		}
		return computed;
	}

	private boolean hasBecomeGet() {
		Object request = getNativeRequest();
		return request instanceof HttpClientRequest sent && !sent.method().name().equals(getMethod().name());
	}

}
