package dev.lifeguard.client.reactive;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.codec.HttpMessageWriter;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientRequest;

/**
 * Probe that finds out whether a request's body can be sent again. Nothing of a
 * {@link BodyInserter} says so, but it can be asked to insert its body here, where
 * nothing is subscribed to and nothing is sent.
 * <p>
 * What it hands to the first writer is what it has: a value in memory, or a publisher,
 * which may work only once. What goes past the writers counts as such a publisher.
 */
final class BodyProbe extends AbstractClientHttpRequest implements BodyInserter.Context {

	private final ClientRequest request;

	private boolean replayable;

	private BodyProbe(ClientRequest request) {
		this.request = request;
		getHeaders().putAll(HttpHeaders.copyOf(request.headers()));
	}

	static boolean isReplayable(ClientRequest request) {
		return request.body().equals(BodyInserters.empty()) || new BodyProbe(request).insertsValue();
	}

	private boolean insertsValue() {
		try {
			this.request.body().insert(this, this);
			return this.replayable;
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	@Override
	public List<HttpMessageWriter<?>> messageWriters() {
		return List.of(new Recorder());
	}

	@Override
	public Optional<ServerHttpRequest> serverRequest() {
		return Optional.empty();
	}

	@Override
	public Map<String, Object> hints() {
		return Map.of();
	}

	@Override
	public Mono<Void> setComplete() {
		this.replayable = true;
		return Mono.empty();
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		this.replayable = false;
		return Mono.empty();
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		this.replayable = false;
		return Mono.empty();
	}

	@Override
	public HttpMethod getMethod() {
		return this.request.method();
	}

	@Override
	public URI getURI() {
		return this.request.url();
	}

	@Override
	public DataBufferFactory bufferFactory() {
		return DefaultDataBufferFactory.sharedInstance;
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> T getNativeRequest() {
		return (T) this.request;
	}

	@Override
	protected void applyHeaders() {
		// nothing is sent
	}

	@Override
	protected void applyCookies() {
		// nothing is sent
	}

	/**
	 * Recorder that accepts every write and writes nothing.
	 */
	private final class Recorder implements HttpMessageWriter<Object> {

		@Override
		public List<MediaType> getWritableMediaTypes() {
			return List.of(MediaType.ALL);
		}

		@Override
		public boolean canWrite(ResolvableType elementType, @Nullable MediaType mediaType) {
			return true;
		}

		@Override
		public Mono<Void> write(Publisher<?> body, ResolvableType elementType, @Nullable MediaType mediaType,
				ReactiveHttpOutputMessage message, Map<String, Object> hints) {
			BodyProbe.this.replayable = ReplayableValues.isIn(body);
			return Mono.empty();
		}

	}

}
