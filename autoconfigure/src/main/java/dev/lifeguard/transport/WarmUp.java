package dev.lifeguard.transport;

import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.resolver.AddressResolverGroup;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientConfig;
import reactor.netty.transport.AddressUtils;

/**
 * Warm-up that opens a client's first connections before its first call: they are taken
 * from the pool, which must create them, and returned without a request.
 *
 * @since 0.1.0
 */
public final class WarmUp {

	private static final Log logger = LogFactory.getLog(WarmUp.class);

	private final String client;

	private final int wanted;

	private final Queue<Opening> opened = new ConcurrentLinkedQueue<>();

	public WarmUp(String client, int wanted) {
		this.client = client;
		this.wanted = wanted;
	}

	/**
	 * Open the connections in the background. Failures are logged, and left to the calls.
	 * @param http the transport
	 * @param baseUrl where the connections go
	 */
	public void begin(HttpClient http, URI baseUrl) {
		boolean secure = "https".equalsIgnoreCase(baseUrl.getScheme());
		HttpClientConfig config = ((secure && !http.configuration().isSecure()) ? http.secure() : http).configuration();
		Target target = Target.of(baseUrl);
		Flux.range(0, this.wanted)
			.flatMapDelayError((number) -> open(config, target), this.wanted, this.wanted)
			.doOnNext(this.opened::add)
			.doOnTerminate(this::giveBack)
			.subscribe(null, this::failed);
	}

	private Mono<Opening> open(HttpClientConfig config, Target target) {
		AddressResolverGroup<?> resolver = config.resolver();
		return Mono.defer(() -> {
			Opening opening = new Opening(config.connectionObserver());
			return config.connectionProvider()
				.acquire(config, opening, () -> AddressUtils.createUnresolved(target.host(), target.port()), resolver)
				.map(opening::done);
		});
	}

	/**
	 * All at once, or the second would be given the first.
	 */
	private void giveBack() {
		this.opened.forEach(Opening::giveBack);
	}

	/**
	 * They mostly fail for the same reason.
	 */
	private void failed(Throwable failure) {
		Throwable first = Exceptions.unwrapMultiple(failure).get(0);
		String message = first.getMessage();
		logger.warn("client '%s': %s of %s connections could not be opened at start: %s; calls will open them"
			.formatted(this.client, this.wanted - this.opened.size(), this.wanted,
					(message != null) ? message : first.getClass().getSimpleName()));
	}

	/**
	 * Connection on its way. The pool's own connection is announced before the operation
	 * that would send a request on it.
	 */
	private static final class Opening implements ConnectionObserver {

		private final ConnectionObserver client;

		private volatile @Nullable Connection pooled;

		private volatile @Nullable Connection operation;

		Opening(ConnectionObserver client) {
			this.client = client;
		}

		@Override
		public void onStateChange(Connection connection, State state) {
			if (state == State.CONNECTED || state == State.ACQUIRED) {
				this.pooled = connection;
			}
			this.client.onStateChange(connection, state);
		}

		Opening done(Connection operation) {
			this.operation = operation;
			return this;
		}

		/**
		 * End the operation as the library does when its response is complete.
		 */
		void giveBack() {
			Connection operation = this.operation;
			Connection pooled = this.pooled;
			if (operation != null && pooled instanceof ConnectionObserver owner) {
				operation.channel().eventLoop().execute(() -> {
					if (operation.rebind(pooled)) {
						owner.onStateChange(operation, State.DISCONNECTING);
					}
				});
			}
		}

	}

}
